package io.callstream.gateway.limit.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a client is told of its limits, whether its call goes on or not. */
class LimitHeadersTest {
    private static final long SECOND = 1_000_000_000L;
    private static final LimitSubject KEY = LimitSubject.key("k");
    private static final LimitSubject TEAM = new LimitSubject(LimitSubject.Kind.TEAM, "t");
    /** Thirty tokens, which cost thirty cents. */
    private static final Demand DEMAND = new Demand(10, 20, (in, out) -> (in + out) * 10_000_000L);

    private final AtomicLong nanos = new AtomicLong(1_000 * SECOND);
    private final Limiter limiter =
            new Limiter("here", nanos::get, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), SpendLedger.NONE, () -> {});

    private static LimitRule rule(LimitSubject subject, @Nullable Long rpm, @Nullable Long tpm) {
        return LimitRule.of(subject, new RateLimits(rpm, tpm, null));
    }

    private String granted(LimitRule... rules) {
        Verdict verdict = limiter.take(List.of(rules), DEMAND);
        return text(((Verdict.Granted) verdict).lease().headers());
    }

    private String refused(LimitRule... rules) {
        Verdict verdict = limiter.take(List.of(rules), DEMAND);
        return text(((Verdict.Refused) verdict).headers());
    }

    private static String text(byte[] headers) {
        return new String(headers, StandardCharsets.US_ASCII);
    }

    @Test
    void theTightestOfEachRateIsToldAndLitellmsOfTheKey() {
        assertThat(granted(rule(KEY, 10L, 1_000L), rule(TEAM, 3L, 90L)))
                .isEqualTo("x-ratelimit-limit-requests: 3\r\nx-ratelimit-remaining-requests: 2\r\n"
                        + "x-ratelimit-reset-requests: 61s\r\n"
                        + "x-ratelimit-limit-tokens: 90\r\nx-ratelimit-remaining-tokens: 60\r\n"
                        + "x-ratelimit-reset-tokens: 61s\r\n"
                        + "x-litellm-key-rpm-limit: 10\r\nx-litellm-key-tpm-limit: 1000\r\n");
    }

    @Test
    void whatLiesAMinuteBackIsThereAgain() {
        granted(rule(KEY, 9L, 900L));
        nanos.addAndGet(20 * SECOND);

        assertThat(granted(rule(KEY, 9L, 900L), rule(TEAM, 100L, null)))
                .contains("x-ratelimit-remaining-requests: 7\r\n", "x-ratelimit-reset-requests: 61s\r\n");

        nanos.addAndGet(41 * SECOND);

        assertThat(granted(rule(KEY, 9L, 900L)))
                .as("the first one counts no more, the second one does")
                .contains("x-ratelimit-remaining-requests: 7\r\n");
    }

    @Test
    void ofTwoThatAreAsTightTheFirstIsTold() {
        granted(rule(KEY, 4L, null));

        assertThat(granted(rule(KEY, 4L, null), rule(TEAM, 3L, null)))
                .startsWith("x-ratelimit-limit-requests: 4\r\nx-ratelimit-remaining-requests: 2\r\n");
    }

    @Test
    void aBudgetIsToldInDollars() {
        LimitRule rule = LimitRule.of(KEY, Budget.of(1_500_000_000L, null));
        Verdict first = limiter.take(List.of(rule), DEMAND);
        CallLeases.endsWith(first, 300_000_000L);

        assertThat(granted(rule)).isEqualTo("x-litellm-key-max-budget: 1.5\r\nx-litellm-key-spend: 0.3\r\n");
    }

    @Test
    void whatNobodyLimitsIsNotTold() {
        assertThat(granted(LimitRule.of(TEAM, Budget.of(1_500_000_000L, null)))).isEmpty();
    }

    @Test
    void aRefusalSaysWhenToTryAgain() {
        granted(rule(KEY, 1L, null));
        nanos.addAndGet(20 * SECOND);

        assertThat(refused(rule(KEY, 1L, null)))
                .isEqualTo("x-ratelimit-limit-requests: 1\r\nx-ratelimit-remaining-requests: 0\r\n"
                        + "x-ratelimit-reset-requests: 41s\r\nx-litellm-key-rpm-limit: 1\r\nretry-after: 41\r\n");
    }

    @Test
    void whatCanNeverPassIsNotToTryAgain() {
        assertThat(refused(rule(KEY, 0L, null))).contains("requests: 0\r\n").doesNotContain("retry-after");
    }

    @Test
    void whatWasNotAskedForIsNotThereToBeTold() {
        assertThat(refused(rule(KEY, 0L, null), rule(TEAM, 7L, null)))
                .as("the team was not looked at")
                .startsWith("x-ratelimit-limit-requests: 0\r\n")
                .doesNotContain("7");
    }
}
