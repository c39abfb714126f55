package io.callstream.gateway.identity;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.LimitSubject.Kind;
import io.callstream.gateway.limit.RateLimits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The limits that an entity states, its own or those of the budget that it names. Spending counts since the entity was made, or since the
 * time for which its {@code spend} was stated.
 */
final class EntityLimits {
    private final Fields own;
    private final Fields named;

    /** @param named fields of the budget that it names; empty when it names none */
    EntityLimits(Fields own, Fields named) {
        this.own = own;
        this.named = named;
    }

    /** All rules, in which the entity is counted as the subject. */
    List<LimitRule> rules(LimitSubject subject, @Nullable Kind withModel) {
        List<LimitRule> rules = new ArrayList<>();
        add(rules, new LimitRule(subject, rates(), budget()));
        windows(rules, subject);
        if (withModel != null) {
            ofModels(rules, subject.id(), withModel);
        }
        return rules;
    }

    private static void add(List<LimitRule> rules, LimitRule rule) {
        if (!rule.none()) {
            rules.add(rule);
        }
    }

    private RateLimits rates() {
        return new RateLimits(whole("rpm_limit"), whole("tpm_limit"), whole("max_parallel_requests"));
    }

    Budget budget() {
        String period =
                own.text("budget_duration") == null ? named.text("budget_duration") : own.text("budget_duration");
        return budget(amount("max_budget"), amount("soft_budget"), period).raised(raise());
    }

    private Budget budget(@Nullable BigDecimal most, @Nullable BigDecimal soft, @Nullable String period) {
        BudgetPeriod length = period == null ? null : FieldType.period(period);
        BigDecimal spend = own.amount("spend");
        Instant since = own.time("spend_at") == null ? own.time("created_at") : own.time("spend_at");
        return new Budget(nano(most), nano(soft), length, since, spend == null ? 0 : Budget.nanoUsd(spend));
    }

    /** Several budgets at once, each with a length; of two of one length the smaller counts. */
    private void windows(List<LimitRule> rules, LimitSubject subject) {
        Map<LimitSubject, Budget> windows = new LinkedHashMap<>();
        for (Fields each : own.objects("budget_limits")) {
            BudgetPeriod length = period(each.text("budget_duration"));
            LimitSubject window = length == null ? null : subject.window(length);
            BigDecimal most = each.amount("max_budget");
            if (window != null && most != null) {
                Budget budget = new Budget(nano(most), null, length, own.time("created_at"), 0);
                windows.merge(window, budget, EntityLimits::smaller);
            }
        }
        windows.forEach((window, budget) -> add(rules, LimitRule.of(window, budget)));
    }

    private static Budget smaller(Budget one, Budget other) {
        Long first = one.limitNanoUsd();
        Long second = other.limitNanoUsd();
        return first != null && second != null && second < first ? other : one;
    }

    /** LiteLLM keeps it in the metadata; people give it either way. */
    private Budget.@Nullable Raise raise() {
        Fields stated = own.amount("temp_budget_increase") == null ? own.object("metadata") : own;
        BigDecimal more = stated.amount("temp_budget_increase");
        Instant until = stated.time("temp_budget_expiry");
        return more == null || until == null ? null : new Budget.Raise(Budget.nanoUsd(more), until);
    }

    private void ofModels(List<LimitRule> rules, String id, Kind kind) {
        Fields rpm = byModel("model_rpm_limit");
        Fields tpm = byModel("model_tpm_limit");
        Fields budgets = byModel("model_max_budget");
        TreeSet<String> models = new TreeSet<>(rpm.values().keySet());
        models.addAll(tpm.values().keySet());
        models.addAll(budgets.values().keySet());
        for (String model : models) {
            RateLimits rates = new RateLimits(rpm.whole(model), tpm.whole(model), null);
            add(
                    rules,
                    new LimitRule(
                            LimitSubject.of(kind, id, model),
                            rates,
                            budget(budgets.values().get(model))));
        }
    }

    /** What was spent on one model before is not known: nothing is carried over. */
    private Budget budget(@Nullable Object stated) {
        if (stated == null) {
            return Budget.NONE;
        }
        if (!(stated instanceof Map<?, ?> map)) {
            return Budget.of(nano(Fields.amount(stated)), period(own.text("budget_duration")));
        }
        Object period = ModelBudget.period(map);
        return Budget.of(
                nano(Fields.amount(ModelBudget.limit(map))), period(period instanceof String text ? text : null));
    }

    private static @Nullable BudgetPeriod period(@Nullable String text) {
        return text == null ? null : FieldType.period(text);
    }

    /** LiteLLM keeps limits of models in the metadata; people give them either way. */
    private Fields byModel(String name) {
        Fields stated = own.object(name);
        if (stated.values().isEmpty()) {
            stated = own.object("metadata").object(name);
        }
        return stated.values().isEmpty() ? named.object(name) : stated;
    }

    private @Nullable Long whole(String name) {
        Long stated = own.whole(name);
        return stated == null ? named.whole(name) : stated;
    }

    private @Nullable BigDecimal amount(String name) {
        BigDecimal stated = own.amount(name);
        return stated == null ? named.amount(name) : stated;
    }

    private static @Nullable Long nano(@Nullable BigDecimal dollars) {
        return dollars == null ? null : Budget.nanoUsd(dollars);
    }
}
