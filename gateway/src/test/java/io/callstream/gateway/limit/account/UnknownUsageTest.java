package io.callstream.gateway.limit.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Budgets as long as it is not known what other gateways have spent of them. */
class UnknownUsageTest {
    private static final Budget BUDGET = Budget.of(1_000L, null);
    private static final LimitRule OF_KEY = LimitRule.of(LimitSubject.key("k"), BUDGET);
    private static final LimitRule OF_DEPLOYMENT =
            LimitRule.of(new LimitSubject(LimitSubject.Kind.DEPLOYMENT, "d"), BUDGET);

    private final Limiter limiter =
            new Limiter("here", System::nanoTime, Clock.systemUTC(), SpendLedger.NONE, () -> {});

    @BeforeEach
    void nothingIsKnown() {
        limiter.peers().known(false, limiter.now());
    }

    @Test
    void aDeploymentIsNotLeftAloneForThat() {
        assertThat(limiter.reached(List.of(OF_DEPLOYMENT))).isNull();
    }

    @Test
    void aDeploymentWhoseBudgetIsSpentIsLeftAlone() {
        Demand dear = new Demand(1, 1, (prompt, output) -> 1_000);
        limiter.count(List.of(OF_DEPLOYMENT), dear).settle(2, 1, 1_000);

        assertThat(limiter.reached(List.of(OF_DEPLOYMENT))).isNotNull();
    }

    @Test
    void aCallerWaitsUntilItIsKnown() {
        assertThat(limiter.take(List.of(OF_KEY), Demand.NOTHING)).isInstanceOf(Verdict.Refused.class);

        limiter.peers().known(true, limiter.now());

        assertThat(limiter.take(List.of(OF_KEY), Demand.NOTHING)).isInstanceOf(Verdict.Granted.class);
    }
}
