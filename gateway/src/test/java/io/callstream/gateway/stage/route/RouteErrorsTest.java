package io.callstream.gateway.stage.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.call.Step;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import io.callstream.gateway.limit.account.LimitKind;
import io.callstream.gateway.limit.account.Refusal;
import io.callstream.gateway.route.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers are told when no deployment may be asked: why, and when to come again. */
class RouteErrorsTest {
    private static Step.Reject refused(Unavailable why, String model) {
        return (Step.Reject) RouteErrors.of(why, model);
    }

    private static String headers(Step.Reject refused) {
        return new String(refused.headers(), StandardCharsets.US_ASCII);
    }

    private static Unavailable spent(long... retrySeconds) {
        List<Refusal> limits = LongStream.of(retrySeconds)
                .mapToObj(seconds -> new Refusal(
                        LimitKind.BUDGET,
                        LimitRule.of(new LimitSubject(LimitSubject.Kind.PROVIDER, "openai"), RateLimits.NONE),
                        2_000_000_000,
                        2_500_000_000L,
                        0,
                        seconds))
                .toList();
        return new Unavailable(Unavailable.Reason.BUDGET, Duration.ofSeconds(1), limits);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "999, 1", "1000, 1", "1001, 2", "59001, 60"})
    void secondsAreRoundedUp(long millis, long seconds) {
        Step.Reject refused = refused(new Unavailable(Unavailable.Reason.BUSY, Duration.ofMillis(millis)), "m");

        assertThat(refused.error().error()).isEqualTo(GatewayError.NO_DEPLOYMENTS);
        assertThat(refused.error().message())
                .isEqualTo("No deployments available for selected model, Try again in " + seconds
                        + " seconds. Passed model=m");
        assertThat(headers(refused)).isEqualTo("retry-after: " + seconds + "\r\n");
    }

    @Test
    void tagsThatNobodyServesDoNotPassWithTime() {
        Step.Reject refused = refused(new Unavailable(Unavailable.Reason.TAGS, Duration.ZERO), "m");

        assertThat(refused.error().error()).isEqualTo(GatewayError.NO_DEPLOYMENT_FOR_TAGS);
        assertThat(headers(refused)).isEmpty();
    }

    @Test
    void theSoonestBudgetThatBeginsAnewSaysWhenToComeAgain() {
        Step.Reject refused = refused(spent(-1, 90, 30), "m");

        assertThat(refused.error().error()).isEqualTo(GatewayError.BUDGET_EXCEEDED);
        assertThat(refused.error().message())
                .isEqualTo("No deployments available - crossed budget: Exceeded budget for provider openai: 2.5 >= 2."
                        + " Passed model=m");
        assertThat(headers(refused)).isEqualTo("retry-after: 30\r\n");
    }

    @Test
    void budgetsThatNeverBeginAnewSayNothing() {
        assertThat(headers(refused(spent(-1, -1), "m"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Unavailable.Reason.class)
    void whatTheCallerChoseStandsInNoEvent(Unavailable.Reason reason) {
        Step.Reject refused = refused(new Unavailable(reason, Duration.ofSeconds(1)), "made-up\nmodel");

        assertThat(refused.error().message()).contains("made-up\\u000amodel");
        assertThat(refused.error().recorded()).doesNotContain("made-up");
        assertThat(refused.error().param()).isEqualTo("model");
    }
}
