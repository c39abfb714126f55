package io.callstream.gateway.route;

import static io.callstream.gateway.route.RoutingRig.entry;
import static io.callstream.gateway.route.RoutingRig.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.account.LimitKind;
import io.callstream.gateway.limit.account.Refusal;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why no deployment may be asked now, when one may be, and which one a call that has begun is given all the same. */
class NothingAvailableTest {
    private static final long CENT = 10_000_000;

    private final RoutingRig rig = new RoutingRig();

    private Unavailable nothing(Routes routes) {
        RoutePlan plan = rig.plan(routes);
        assertThat(plan.next(null)).isNull();
        return Objects.requireNonNull(plan.unavailable());
    }

    /** An attempt has ended, and cost this much in 10^-9 US dollars. */
    private void ended(Routes routes, long nanoUsd) {
        var lease = rig.attempt(routes);
        lease.end();
        lease.settle(1, 1, nanoUsd);
    }

    private static String deployment(AttemptPlan plan) {
        return Objects.requireNonNull(plan).target().deployment().id();
    }

    @Test
    void whereThereIsOneNothingStandsInTheWay() {
        RoutePlan plan = rig.plan(rig.routes("", entry("a", "timeout: 9", "")));
        plan.next(null);

        assertThat(plan.unavailable()).isNull();
    }

    @Test
    void whenAllAreLeftAloneTheFirstThatIsNotAnyMoreDecides() {
        Routes routes = rig.routes("", entry("a", "timeout: 9", ""), entry("b", "timeout: 9", ""));
        rig.leaveAlone("a", 9);
        rig.leaveAlone("b", 4);
        rig.pass(Duration.ofSeconds(1));

        assertThat(nothing(routes)).isEqualTo(new Unavailable(Unavailable.Reason.BUSY, Duration.ofSeconds(3)));
    }

    @Test
    void whenAllPlacesAreTakenCallsUnderWayDecide() {
        Routes routes =
                rig.routes("", entry("a", "max_parallel_requests: 1", ""), entry("b", "max_parallel_requests: 1", ""));
        rig.attempt(routes);
        rig.attempt(routes);

        Unavailable nothing = nothing(routes);

        assertThat(nothing.reason()).isEqualTo(Unavailable.Reason.FULL);
        assertThat(nothing.again()).isEqualTo(Duration.ofSeconds(1));
        assertThat(nothing.limits()).extracting(Refusal::kind).containsOnly(LimitKind.PARALLEL);
        assertThat(nothing.limits()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"'max_budget: 0.01, budget_duration: 1h', 3601", "max_budget: 0.01, 1"})
    void whenTheBudgetsAreSpentTheirPeriodsDecide(String budget, long seconds) {
        Routes routes = rig.routes("", entry("a", budget, ""));
        ended(routes, CENT);

        Unavailable nothing = nothing(routes);

        assertThat(nothing.reason()).isEqualTo(Unavailable.Reason.BUDGET);
        assertThat(nothing.again()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aSpentBudgetIsNotTheReasonWhereAnotherIsOnlyLeftAlone() {
        Routes routes = rig.routes("", entry("a", "max_budget: 0.01", ""), entry("b", "order: 1", ""));
        rig.leaveAlone("b", 7);
        ended(routes, CENT);

        Unavailable nothing = nothing(routes);

        assertThat(nothing.reason()).isEqualTo(Unavailable.Reason.BUSY);
        assertThat(nothing.again()).isEqualTo(Duration.ofSeconds(7));
        assertThat(nothing.limits()).hasSize(1);
    }

    @Test
    void whoHasNoPlaceBesideOneThatIsLeftAloneWaitsForThePlace() {
        Routes routes = rig.routes("", entry("a", "max_parallel_requests: 1", ""), entry("b", "order: 1", ""));
        rig.leaveAlone("b", 7);
        rig.attempt(routes);

        assertThat(nothing(routes).reason()).isEqualTo(Unavailable.Reason.FULL);
    }

    @ParameterizedTest
    @CsvSource({"9, 4, b", "4, 9, a"})
    void aCallThatHasBegunGoesToTheOneThatIsLeftAloneForTheShorterTime(long a, long b, String next) {
        Routes routes = rig.routes("num_retries: 3", entry("a", "timeout: 9", ""), entry("b", "timeout: 9", ""));
        RoutePlan plan = rig.plan(routes);
        plan.next(null);
        rig.leaveAlone("a", a);
        rig.leaveAlone("b", b);

        AttemptPlan retry = Objects.requireNonNull(plan.next(failed(GatewayError.PROVIDER_ERROR)));

        assertThat(deployment(retry)).isEqualTo(next);
        assertThat(retry.delay()).as("a pause, since none is fresh").isPositive();
    }

    @Test
    void aCallThatHasBegunIsNotGivenUpForWantOfAPlace() {
        Routes routes = rig.routes("num_retries: 1", entry("a", "max_parallel_requests: 1", ""));
        RoutePlan plan = rig.plan(routes);
        plan.next(null);
        rig.attempt(routes);

        assertThat(deployment(plan.next(failed(GatewayError.PROVIDER_ERROR)))).isEqualTo("a");
    }

    @Test
    void itIsGivenUpWhenTheBudgetIsSpentMeanwhile() {
        Routes routes = rig.routes("num_retries: 1", entry("a", "max_budget: 0.01", ""));
        RoutePlan plan = rig.plan(routes);
        plan.next(null);
        ended(routes, CENT);

        assertThat(plan.next(failed(GatewayError.PROVIDER_ERROR))).isNull();
    }

    @Test
    void aSlowOneIsJoinedByAnotherAndNeitherIsTheNextRetry() {
        Routes routes = rig.routes(
                "num_retries: 3",
                entry("a", "timeout: 9", ""),
                entry("b", "timeout: 9", ""),
                entry("c", "timeout: 9", ""));
        RoutePlan plan = rig.plan(routes);
        assertThat(plan.hedge()).as("beside nothing").isNull();
        String slow = deployment(plan.next(null));

        String beside = deployment(plan.hedge());
        String retry = deployment(plan.next(failed(GatewayError.PROVIDER_ERROR)));

        assertThat(beside).isNotEqualTo(slow);
        assertThat(retry).isNotIn(slow, beside);
        assertThat(plan.hedge()).as("all have been asked").isNull();
    }

    @Test
    void callsThatGoElsewhereDoNotWaitForThoseThatAreLeftAlone() {
        Routes routes = rig.routes(
                "num_retries: 3, fallbacks: [{m: [other]}]",
                entry("a", "timeout: 9", ""),
                entry("other", "o", "timeout: 9", ""));
        RoutePlan plan = rig.plan(routes);
        plan.next(null);
        rig.leaveAlone("a", 4);

        AttemptPlan next = Objects.requireNonNull(plan.next(failed(GatewayError.PROVIDER_ERROR)));

        assertThat(deployment(next)).isEqualTo("o");
        assertThat(next.delay()).isZero();
    }
}
