package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What clients are told of their limits: OpenAI's {@code x-ratelimit-*} of the tightest one, and LiteLLM's of their key. */
record LimitHeaders(Function<LimitSubject, @Nullable LimitAccount> accounts, Moment now) {

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
        StringBuilder lines = new StringBuilder(160);
        rate(lines, "requests", tightest(rules, this::requestsLeft));
        rate(lines, "tokens", tightest(rules, this::tokensLeft));
        rules.stream()
                .filter(rule -> rule.subject().kind() == LimitSubject.Kind.KEY)
                .forEach(rule -> key(lines, rule));
        return lines;
    }

    /**
     * What is left of a rate.
     *
     * @param reset seconds until all of it is there again
     */
    private record Left(long limit, long left, int reset) {}

    private @Nullable Left requestsLeft(LimitRule rule) {
        Long limit = rule.rates().rpm();
        LimitAccount account = accounts.apply(rule.subject());
        return limit == null || account == null
                ? null
                : new Left(
                        limit,
                        account.rates().requestsLeft(limit, now),
                        account.rates().requestsReset(limit, now));
    }

    private @Nullable Left tokensLeft(LimitRule rule) {
        Long limit = rule.rates().tpm();
        LimitAccount account = accounts.apply(rule.subject());
        return limit == null || account == null
                ? null
                : new Left(
                        limit,
                        account.rates().tokensLeft(limit, now),
                        account.rates().tokensReset(limit, now));
    }

    private static @Nullable Left tightest(List<LimitRule> rules, Function<LimitRule, @Nullable Left> of) {
        Left tightest = null;
        for (LimitRule rule : rules) {
            Left left = of.apply(rule);
            if (left != null && (tightest == null || left.left < tightest.left)) {
                tightest = left;
            }
        }
        return tightest;
    }

    private static void rate(StringBuilder lines, String what, @Nullable Left left) {
        if (left != null) {
            line(lines, "x-ratelimit-limit-" + what, left.limit);
            line(lines, "x-ratelimit-remaining-" + what, left.left);
            line(lines, "x-ratelimit-reset-" + what, left.reset + "s");
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
