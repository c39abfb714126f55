package io.callstream.gateway.stage.limit;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rules of several sources, one for each subject: what two sources limit, an end user or a tag, is counted once, and in one period. Of
 * two limits the smaller counts; of two budgets of other lengths the one of the later source.
 */
final class OneRuleEach {
    private OneRuleEach() {}

    static List<LimitRule> of(List<LimitRule> rules, List<LimitRule> later) {
        List<LimitRule> all = new ArrayList<>(rules);
        for (int i = 0; i < later.size(); i++) {
            LimitRule rule = later.get(i);
            int at = place(all, rules.size(), rule.subject());
            if (at < 0) {
                all.add(rule);
            } else {
                all.set(at, both(all.get(at), rule));
            }
        }
        return all;
    }

    private static int place(List<LimitRule> rules, int count, LimitSubject subject) {
        for (int i = 0; i < count; i++) {
            if (rules.get(i).subject().equals(subject)) {
                return i;
            }
        }
        return -1;
    }

    private static LimitRule both(LimitRule one, LimitRule later) {
        RateLimits rates = new RateLimits(
                smaller(one.rates().rpm(), later.rates().rpm()),
                smaller(one.rates().tpm(), later.rates().tpm()),
                smaller(one.rates().parallel(), later.rates().parallel()));
        return new LimitRule(later.subject(), rates, budget(one.budget(), later.budget()));
    }

    private static @Nullable Long smaller(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }

    private static Budget budget(Budget one, Budget later) {
        Long first = one.limitNanoUsd();
        Long second = later.limitNanoUsd();
        if (first == null || second == null) {
            return second == null && first != null ? one : later;
        }
        boolean smaller = Objects.equals(one.period(), later.period()) && first < second;
        return smaller ? one : later;
    }
}
