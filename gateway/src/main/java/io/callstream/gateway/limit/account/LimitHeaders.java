package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The header lines about a caller's limits: OpenAI's {@code x-ratelimit-*} of the tightest one, and LiteLLM's of the key. */
final class LimitHeaders {
    private static final int CAPACITY = 640;

    private final StringBuilder lines = new StringBuilder(CAPACITY);
    private final List<LimitRule> rules;
    private final IntFunction<@Nullable LimitAccount> accounts;
    private final Moment now;

    private LimitHeaders(List<LimitRule> rules, IntFunction<@Nullable LimitAccount> accounts, Moment now) {
        this.rules = rules;
        this.accounts = accounts;
        this.now = now;
    }

    /** @param accounts by the rules' places in the list; null for a subject that nothing has been counted for */
    static byte[] granted(List<LimitRule> rules, IntFunction<@Nullable LimitAccount> accounts, Moment now) {
        return new LimitHeaders(rules, accounts, now).all().bytes();
    }

    /** The same, and when to try again. */
    static byte[] refused(
            List<LimitRule> rules, IntFunction<@Nullable LimitAccount> accounts, Refusal refusal, Moment now) {
        LimitHeaders headers = new LimitHeaders(rules, accounts, now).all();
        if (refusal.retrySeconds() >= 0) {
            headers.line("retry-after: ", refusal.retrySeconds());
        }
        return headers.bytes();
    }

    private LimitHeaders all() {
        rate(Rate.REQUESTS);
        rate(Rate.TOKENS);
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).subject().kind() == LimitSubject.Kind.KEY) {
                key(rules.get(i), accounts.apply(i));
            }
        }
        return this;
    }

    private byte[] bytes() {
        return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What is counted by the minute. */
    private enum Rate {
        REQUESTS("requests") {
            @Override
            @Nullable Long limit(RateLimits limits) {
                return limits.rpm();
            }

            @Override
            long left(RateAccount rates, long limit, Moment now) {
                return rates.requestsLeft(limit, now);
            }

            @Override
            int reset(RateAccount rates, long limit, Moment now) {
                return rates.requestsReset(limit, now);
            }
        },
        TOKENS("tokens") {
            @Override
            @Nullable Long limit(RateLimits limits) {
                return limits.tpm();
            }

            @Override
            long left(RateAccount rates, long limit, Moment now) {
                return rates.tokensLeft(limit, now);
            }

            @Override
            int reset(RateAccount rates, long limit, Moment now) {
                return rates.tokensReset(limit, now);
            }
        };

        private final String limit;
        private final String left;
        private final String reset;

        Rate(String what) {
            this.limit = "x-ratelimit-limit-" + what + ": ";
            this.left = "x-ratelimit-remaining-" + what + ": ";
            this.reset = "x-ratelimit-reset-" + what + ": ";
        }

        abstract @Nullable Long limit(RateLimits limits);

        abstract long left(RateAccount rates, long limit, Moment now);

        /** Seconds until all of it is there again. */
        abstract int reset(RateAccount rates, long limit, Moment now);
    }

    /** Of the rule of which the least is left. */
    private void rate(Rate rate) {
        Left tightest = null;
        for (int i = 0; i < rules.size(); i++) {
            Long limit = rate.limit(rules.get(i).rates());
            LimitAccount account = limit == null ? null : accounts.apply(i);
            if (limit != null && account != null) {
                RateAccount rates = account.rates();
                tightest = Left.tighter(tightest, limit, rate.left(rates, limit, now), rates);
            }
        }
        if (tightest != null) {
            line(rate.limit, tightest.limit);
            line(rate.left, tightest.left);
            seconds(rate.reset, rate.reset(tightest.of, tightest.limit, now));
        }
    }

    /** What is left of a rate. */
    private record Left(long limit, long left, RateAccount of) {
        static Left tighter(@Nullable Left other, long limit, long left, RateAccount of) {
            return other == null || left < other.left ? new Left(limit, left, of) : other;
        }
    }

    private void key(LimitRule rule, @Nullable LimitAccount account) {
        Long rpm = rule.rates().rpm();
        Long tpm = rule.rates().tpm();
        if (rpm != null) {
            line("x-litellm-key-rpm-limit: ", rpm);
        }
        if (tpm != null) {
            line("x-litellm-key-tpm-limit: ", tpm);
        }
        Long limit = rule.budget().limitNanoUsd();
        if (limit != null && account != null) {
            dollars("x-litellm-key-max-budget: ", limit);
            dollars("x-litellm-key-spend: ", account.budget().spent(rule.budget(), now));
        }
    }

    private void line(String name, long value) {
        lines.append(name).append(value).append("\r\n");
    }

    private void seconds(String name, long value) {
        lines.append(name).append(value).append("s\r\n");
    }

    private void dollars(String name, long nanoUsd) {
        lines.append(name);
        Budget.appendDollars(lines, nanoUsd);
        lines.append("\r\n");
    }
}
