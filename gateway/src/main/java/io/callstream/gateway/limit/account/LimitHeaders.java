package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.AsciiText;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The header lines about a caller's limits: OpenAI's {@code x-ratelimit-*} of the tightest one, and LiteLLM's of the key. */
final class LimitHeaders {
    private static final byte[] END = AsciiText.of("\r\n");
    private static final byte[] SECONDS_END = AsciiText.of("s\r\n");
    private static final byte[] RETRY_AFTER = AsciiText.of("retry-after: ");
    private static final byte[] KEY_RPM = AsciiText.of("x-litellm-key-rpm-limit: ");
    private static final byte[] KEY_TPM = AsciiText.of("x-litellm-key-tpm-limit: ");
    private static final byte[] KEY_BUDGET = AsciiText.of("x-litellm-key-max-budget: ");
    private static final byte[] KEY_SPEND = AsciiText.of("x-litellm-key-spend: ");

    private final AsciiText lines = new AsciiText();
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
        return new LimitHeaders(rules, accounts, now).all().lines.bytes();
    }

    /** The same, and when to try again. */
    static byte[] refused(
            List<LimitRule> rules, IntFunction<@Nullable LimitAccount> accounts, Refusal refusal, Moment now) {
        LimitHeaders headers = new LimitHeaders(rules, accounts, now).all();
        if (refusal.retrySeconds() >= 0) {
            headers.line(RETRY_AFTER, refusal.retrySeconds());
        }
        return headers.lines.bytes();
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

        private final byte[] limit;
        private final byte[] left;
        private final byte[] reset;

        Rate(String what) {
            this.limit = AsciiText.of("x-ratelimit-limit-" + what + ": ");
            this.left = AsciiText.of("x-ratelimit-remaining-" + what + ": ");
            this.reset = AsciiText.of("x-ratelimit-reset-" + what + ": ");
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
            line(KEY_RPM, rpm);
        }
        if (tpm != null) {
            line(KEY_TPM, tpm);
        }
        Long limit = rule.budget().limitNanoUsd();
        if (limit != null && account != null) {
            dollars(KEY_BUDGET, limit);
            dollars(KEY_SPEND, account.budget().spent(rule.budget(), now));
        }
    }

    private void line(byte[] name, long value) {
        lines.add(name).add(value).add(END);
    }

    private void seconds(byte[] name, long value) {
        lines.add(name).add(value).add(SECONDS_END);
    }

    private void dollars(byte[] name, long nanoUsd) {
        lines.add(name).addDollars(nanoUsd).add(END);
    }
}
