package io.callstream.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.CallLimits;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.Endpoint;
import io.callstream.gateway.config.Retries;
import io.callstream.gateway.dialect.TestDialects;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.AttemptReason;
import io.callstream.gateway.provider.Target;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the next attempt of a call goes, and when. */
class GroupPlanTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final int UNSAID = -1;

    private static Target target(String id, int weight, Retries retries) {
        return TestDialects.target(new Deployment(
                id,
                "m",
                "openai",
                "gpt-4o",
                new Endpoint(URI.create("http://localhost:1/v1"), Optional.empty(), true),
                new CallLimits(MINUTE, MINUTE, retries),
                weight,
                Optional.empty()));
    }

    private static RoutePlan plan(int asked, Target... targets) {
        return new Routes(Stream.of(targets).toList()).plan(RouteAsk.of("m", asked), new Random(7));
    }

    private static AttemptResult failed(GatewayError error, @Nullable Duration retryAfter) {
        return new AttemptResult(error, retryAfter, Duration.ofSeconds(1));
    }

    private static Retries retries(int count) {
        return new Retries(count, Duration.ZERO, MINUTE);
    }

    @Test
    void everyOtherDeploymentIsAskedAtOnceBeforeAnyIsAskedAgain() {
        RoutePlan plan =
                plan(UNSAID, target("a", 5, retries(3)), target("b", 1, retries(3)), target("c", 0, retries(3)));
        List<AttemptPlan> plans = Stream.iterate(
                        plan.next(null), last -> plan.next(failed(GatewayError.PROVIDER_ERROR, null)))
                .limit(4)
                .toList();

        assertThat(plans.subList(0, 3))
                .extracting(each -> each.target().deployment().id())
                .containsExactlyInAnyOrder("a", "b", "c");
        assertThat(plans.subList(0, 3)).extracting(AttemptPlan::delay).containsOnly(Duration.ZERO);
        assertThat(plans.get(3).delay()).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        assertThat(plans)
                .extracting(AttemptPlan::reason)
                .containsExactly(AttemptReason.FIRST, AttemptReason.RETRY, AttemptReason.RETRY, AttemptReason.RETRY);
        assertThat(plan.next(failed(GatewayError.PROVIDER_ERROR, null))).isNull();
    }

    @Test
    void pausesDoubleUpToEightSecondsWithSomeJitter() {
        RoutePlan plan = plan(UNSAID, target("a", 1, new Retries(7, Duration.ZERO, Duration.ofHours(1))));
        plan.next(null);

        for (long pause : new long[] {500, 1000, 2000, 4000, 8000, 8000, 8000}) {
            assertThat(plan.next(failed(GatewayError.PROVIDER_ERROR, null))
                            .delay()
                            .toMillis())
                    .isBetween(pause, pause + 750);
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 0, 7000, 7000", "59, 0, 59000, 59000", "61, 0, 500, 1250", "0, 0, 500, 1250", "2, 5, 5000, 5000"})
    void whatTheProviderAsksForIsHeededWithinReason(long asked, long atLeast, long from, long to) {
        Retries retries = new Retries(2, Duration.ofSeconds(atLeast), Duration.ofHours(1));
        RoutePlan plan = plan(UNSAID, target("a", 1, retries));
        plan.next(null);

        assertThat(plan.next(failed(GatewayError.RATE_LIMITED, Duration.ofSeconds(asked)))
                        .delay()
                        .toMillis())
                .isBetween(from, to);
    }

    @ParameterizedTest
    @CsvSource({"-1, 2, 2", "0, 2, 0", "5, 2, 5", "1, 0, 1"})
    void theRequestComesBeforeTheDeployment(int asked, int configured, int retries) {
        RoutePlan plan = plan(asked, target("a", 1, retries(configured)));
        plan.next(null);
        int made = 0;
        while (plan.next(failed(GatewayError.PROVIDER_TIMEOUT, Duration.ofSeconds(1))) != null) {
            made++;
        }

        assertThat(made).isEqualTo(retries);
    }

    @Test
    void nothingBeginsAfterTheTimeForRetries() {
        RoutePlan plan = plan(UNSAID, target("a", 1, retries(9)), target("b", 1, retries(9)));
        plan.next(null);

        assertThat(plan.next(new AttemptResult(GatewayError.PROVIDER_ERROR, null, Duration.ofSeconds(61))))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"PROVIDER_REJECTED", "PROVIDER_AUTHENTICATION", "PROVIDER_PROTOCOL", "OVERLOADED", "CLIENT_DISCONNECTED"
    })
    void whatWouldFailAgainIsNotTriedAgain(GatewayError error) {
        RoutePlan plan = plan(UNSAID, target("a", 1, retries(2)), target("b", 1, retries(2)));
        plan.next(null);

        assertThat(plan.next(failed(error, null))).isNull();
    }
}
