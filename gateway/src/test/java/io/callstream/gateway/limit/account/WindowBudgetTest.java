package io.callstream.gateway.limit.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One of several budgets that a key has, over several gateways. */
class WindowBudgetTest {
    private static final LimitSubject KEY = LimitSubject.key("k");
    private static final Demand DEMAND = new Demand(1, 1, (in, out) -> 100);

    private static LimitRule window(String length) {
        BudgetPeriod period = BudgetPeriod.parse(length);
        return LimitRule.of(Objects.requireNonNull(KEY.window(period)), Budget.of(100L, period));
    }

    private static LimitKind refusal(Verdict verdict) {
        return ((Verdict.Refused) verdict).refusal().kind();
    }

    @Test
    void whatOneGatewaySpentOfAWindowIsGoneForTheOtherAndOtherWindowsKeepTheirOwnCount() {
        SimulatedGateways all = new SimulatedGateways(2, new SplittableRandom(1));
        Verdict granted = all.gateways().get(0).take(window("1d"), DEMAND);
        ((Verdict.Granted) granted).lease().end();
        ((Verdict.Granted) granted).lease().settle(2, 1, 100);
        all.run(2_000);

        assertThat(refusal(all.gateways().get(1).take(window("1d"), DEMAND))).isEqualTo(LimitKind.BUDGET);
        assertThat(all.gateways().get(1).take(window("30d"), DEMAND)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void theLedgerKnowsWhatTheKeySpentBefore() {
        SimulatedGateways all = new SimulatedGateways(1, new SplittableRandom(1));
        all.ledger((subject, since) -> subject.equals(KEY) ? 100 : 0);
        SimulatedGateways.Gateway late = all.start("late");
        all.run(6_000);

        assertThat(refusal(late.take(window("1d"), DEMAND))).isEqualTo(LimitKind.BUDGET);
    }
}
