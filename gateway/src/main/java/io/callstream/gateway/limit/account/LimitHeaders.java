package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What clients are told of their limits: OpenAI's {@code x-ratelimit-*} of the tightest one, and LiteLLM's of their key. */
record LimitHeaders(Function<LimitSubject, @Nullable LimitAccount> accounts, Moment now) {
    private static final int CAPACITY = 320;

    byte[] granted(List<LimitRule> rules) {
        return lines(rules).toString().getBytes(StandardCharsets.US_ASCII);
    }

    byte[] refused(List<LimitRule> rules, Refusal refusal) {
        StringBuilder lines = lines(rules);
        if (refusal.retrySeconds() >= 0) {
            line(lines, "retry-after", refusal.retrySeconds());
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private StringBuilder lines(List<LimitRule> rules) {
        StringBuilder lines = new StringBuilder(CAPACITY);
        rate(lines, "requests", rules, RateLimits::rpm, RateAccount::requestsLeft, RateAccount::requestsReset);
        rate(lines, "tokens", rules, RateLimits::tpm, RateAccount::tokensLeft, RateAccount::tokensReset);
        for (LimitRule rule : rules) {
            if (rule.subject().kind() == LimitSubject.Kind.KEY) {
                key(lines, rule);
            }
        }
        return lines;
    }

    /** What an account says of a limit of its. */
    private interface Look {
        long of(RateAccount rates, long limit, Moment now);
    }

    /**
     * Of the rule of which the least is left.
     *
     * @param reset seconds until all of it is there again
     */
    private void rate(
            StringBuilder lines,
            String what,
            List<LimitRule> rules,
            Function<RateLimits, @Nullable Long> limits,
            Look left,
            Look reset) {
        Left tightest = null;
        for (LimitRule rule : rules) {
            Long limit = limits.apply(rule.rates());
            RateAccount rates = limit == null ? null : rates(rule);
            if (limit != null && rates != null) {
                tightest = Left.tighter(tightest, limit, left.of(rates, limit, now), rates);
            }
        }
        if (tightest != null) {
            line(lines, "x-ratelimit-limit-" + what, tightest.limit);
            line(lines, "x-ratelimit-remaining-" + what, tightest.left);
            line(lines, "x-ratelimit-reset-" + what, reset.of(tightest.of, tightest.limit, now) + "s");
        }
    }

    private @Nullable RateAccount rates(LimitRule rule) {
        LimitAccount account = accounts.apply(rule.subject());
        return account == null ? null : account.rates();
    }

    /** What is left of a rate. */
    private record Left(long limit, long left, RateAccount of) {
        static Left tighter(@Nullable Left other, long limit, long left, RateAccount of) {
            return other == null || left < other.left ? new Left(limit, left, of) : other;
        }
    }

    private void key(StringBuilder lines, LimitRule rule) {
        if (rule.rates().rpm() != null) {
            line(lines, "x-litellm-key-rpm-limit", rule.rates().rpm());
        }
        if (rule.rates().tpm() != null) {
            line(lines, "x-litellm-key-tpm-limit", rule.rates().tpm());
        }
        Long limit = rule.budget().limitNanoUsd();
        LimitAccount account = accounts.apply(rule.subject());
        if (limit != null && account != null) {
            line(lines, "x-litellm-key-max-budget", Budget.dollars(limit));
            line(lines, "x-litellm-key-spend", Budget.dollars(account.budget().spent(rule.budget(), now)));
        }
    }

    private static void line(StringBuilder lines, String name, Object value) {
        lines.append(name).append(": ").append(value).append("\r\n");
    }
}
