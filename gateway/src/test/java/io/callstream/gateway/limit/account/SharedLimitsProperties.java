package io.callstream.gateway.limit.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.CallLease;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the delays between gateways, and whenever calls come and end. */
class SharedLimitsProperties {
    private static final LimitSubject KEY = LimitSubject.key("k");
    private static final long MOST_COST = 10;

    /** Calls of one budget on several gateways, and what they have spent. */
    private static final class Spending {
        private final SimulatedGateways simulation;
        private final SplittableRandom random;
        private final LimitRule rule;
        private long spent;
        private int unsettled;
        private final List<Refusal> refusals = new ArrayList<>();
        private final List<Long> spentAtRefusal = new ArrayList<>();
        private final List<Integer> underWayAtRefusal = new ArrayList<>();

        Spending(int gateways, long limit, long seed) {
            this.random = new SplittableRandom(seed);
            this.simulation = new SimulatedGateways(gateways, random.split());
            this.rule = LimitRule.of(KEY, Budget.of(limit, null));
        }

        void call(int gateway) {
            Demand demand = new Demand(1, 1, (in, out) -> MOST_COST);
            simulation.gateways().get(gateway).call(rule, demand, new SimulatedGateways.Caller() {
                @Override
                public void granted(CallLease lease) {
                    unsettled++;
                    simulation.after(random.nextInt(1, 2_000), () -> end(lease));
                }

                @Override
                public void refused(Refusal refusal) {
                    refusals.add(refusal);
                    spentAtRefusal.add(spent);
                    underWayAtRefusal.add(unsettled);
                }
            });
        }

        private void end(CallLease lease) {
            long cost = random.nextInt((int) MOST_COST + 1);
            lease.end();
            lease.settle(2, 1, cost);
            spent += cost;
            unsettled--;
        }

        void calls(int count, int everyMillis) {
            for (int i = 0; i < count; i++) {
                call(random.nextInt(simulation.gateways().size()));
                simulation.run(random.nextInt(2 * everyMillis));
            }
            simulation.run(15_000);
        }
    }

    /** The races of other gateways: checks before increments, budgets of each process, synchronisation that is too slow. */
    @Property(tries = 100)
    void aBudgetIsOverspentByOneCallForEachGatewayAtMost(
            @ForAll @IntRange(min = 1, max = 3) int gateways,
            @ForAll @IntRange(min = 0, max = 400) int limit,
            @ForAll @IntRange(min = 1, max = 300) int everyMillis,
            @ForAll long seed) {
        Spending all = new Spending(gateways, limit, seed);

        all.calls(120, everyMillis);

        assertThat(all.spent).isLessThanOrEqualTo(limit + gateways * MOST_COST);
        assertThat(all.unsettled).isZero();
        for (int i = 0; i < all.refusals.size(); i++) {
            if (all.refusals.get(i).kind() == LimitKind.BUDGET) {
                assertThat(all.spentAtRefusal.get(i))
                        .as("spent when it was said to be")
                        .isGreaterThanOrEqualTo(limit);
            }
        }
    }

    /** A deployment is chosen while something is left, and then counts whatever is left. */
    @Property(tries = 60)
    void aDeploymentsBudgetIsOverspentByOneCallForEachGatewayAtMost(
            @ForAll @IntRange(min = 1, max = 3) int gateways,
            @ForAll @IntRange(min = 0, max = 400) int limit,
            @ForAll @IntRange(min = 1, max = 300) int everyMillis,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SimulatedGateways simulation = new SimulatedGateways(gateways, random.split());
        LimitRule rule =
                LimitRule.of(new LimitSubject(LimitSubject.Kind.DEPLOYMENT, "d"), Budget.of((long) limit, null));
        AtomicLong spent = new AtomicLong();
        for (int i = 0; i < 200; i++) {
            Limiter limiter =
                    simulation.gateways().get(random.nextInt(gateways)).limiter();
            Quota quota = DeploymentQuota.of(List.of(rule), () -> limiter);
            if (quota.reached() == null) {
                CallLease lease = quota.begin(() -> new Demand(1, 1, (in, out) -> MOST_COST));
                simulation.after(random.nextInt(1, 2_000), () -> {
                    long cost = random.nextInt((int) MOST_COST + 1);
                    lease.end();
                    lease.settle(2, 1, cost);
                    spent.addAndGet(cost);
                });
            }
            simulation.run(random.nextInt(2 * everyMillis));
        }
        simulation.run(15_000);

        assertThat(spent.get()).isLessThanOrEqualTo(limit + gateways * MOST_COST);
    }

    /** Places at a deployment hold over gateways within one interval of telling. */
    @Property(tries = 20)
    void placesAtADeploymentAreThoseOfAllGateways(@ForAll long seed) {
        SimulatedGateways simulation = new SimulatedGateways(2, new SplittableRandom(seed));
        LimitRule rule =
                LimitRule.of(new LimitSubject(LimitSubject.Kind.DEPLOYMENT, "d"), new RateLimits(3L, null, 2L));
        Quota here = DeploymentQuota.of(
                List.of(rule), () -> simulation.gateways().get(0).limiter());
        Quota there = DeploymentQuota.of(
                List.of(rule), () -> simulation.gateways().get(1).limiter());
        CallLease first = here.begin(() -> Demand.NOTHING);
        CallLease second = there.begin(() -> Demand.NOTHING);
        simulation.run(1_000);

        assertThat(here.reached()).isNotNull().extracting(Refusal::kind).isEqualTo(LimitKind.PARALLEL);

        first.end();
        simulation.run(1_000);
        assertThat(there.reached()).isNull();

        there.begin(() -> Demand.NOTHING).end();
        second.end();
        simulation.run(1_000);
        assertThat(here.reached()).isNotNull().extracting(Refusal::kind).isEqualTo(LimitKind.REQUESTS);

        simulation.run(61_000);
        assertThat(here.reached()).isNull();
    }

    /** The opposite: reservations that are never given back, and calls refused with money left. */
    @Property(tries = 60)
    void allOfABudgetCanBeSpent(
            @ForAll @IntRange(min = 1, max = 3) int gateways,
            @ForAll @IntRange(min = 10, max = 300) int limit,
            @ForAll long seed) {
        Spending all = new Spending(gateways, limit, seed);

        all.calls(250, 400);

        assertThat(all.spent).isGreaterThanOrEqualTo(limit);
        for (int i = 0; i < all.refusals.size(); i++) {
            if (all.refusals.get(i).kind() == LimitKind.BUDGET_RESERVED) {
                assertThat(all.underWayAtRefusal.get(i))
                        .as("calls that held what was left, one after the other, all the time that one waited")
                        .isPositive();
            }
        }
    }

    @Property(tries = 20)
    void whileKafkaIsAwayEachGatewayKeepsToItsShare(
            @ForAll @IntRange(min = 40, max = 300) int limit, @ForAll long seed) {
        Spending all = new Spending(2, limit, seed);
        all.calls(5, 200);
        all.simulation.cut(true);

        all.calls(100, 30);

        assertThat(all.spent).isLessThanOrEqualTo(limit + 2 * MOST_COST);

        all.simulation.cut(false);
        all.simulation.run(10_000);
        all.calls(100, 400);

        assertThat(all.spent).isBetween((long) limit, limit + 2 * MOST_COST);
    }

    @Property(tries = 20)
    void requestsInAMinuteHoldWithinOneIntervalOfTelling(
            @ForAll @IntRange(min = 5, max = 120) int limit, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SimulatedGateways simulation = new SimulatedGateways(2, random.split());
        LimitRule rule = LimitRule.of(KEY, new RateLimits((long) limit, null, null));
        List<Long> let = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            SimulatedGateways.Gateway gateway = simulation.gateways().get(random.nextInt(2));
            if (gateway.take(rule, Demand.NOTHING) instanceof Verdict.Granted granted) {
                granted.lease().end();
                granted.lease().settle(0, 0, 0);
                let.add(simulation.millis());
            }
            simulation.run(random.nextInt(100));
        }

        // Half of a call every 50 ms comes to the other gateway, for up to 600 ms before it is heard of.
        int unheard = 14;
        for (int i = 0; i < let.size(); i++) {
            long from = let.get(i);
            long minute =
                    let.stream().filter(at -> at >= from && at < from + 60_000).count();
            assertThat(minute).isLessThanOrEqualTo(limit + unheard);
        }
    }

    @Property(tries = 20)
    void whatAGatewayThatDiedHadReservedIsFreeSoon(@ForAll long seed) {
        SimulatedGateways simulation = new SimulatedGateways(2, new SplittableRandom(seed));
        LimitRule rule = new LimitRule(KEY, new RateLimits(null, null, 1L), Budget.of(10L, null));
        Demand demand = new Demand(1, 1, (in, out) -> 8);
        SimulatedGateways.Gateway dies = simulation.gateways().get(0);
        SimulatedGateways.Gateway stays = simulation.gateways().get(1);
        assertThat(dies.take(rule, demand)).isInstanceOf(Verdict.Granted.class);
        simulation.run(1_000);

        assertThat(stays.take(rule, demand)).isInstanceOf(Verdict.Refused.class);

        dies.crash();
        simulation.run(7_000);

        assertThat(stays.take(rule, demand)).isInstanceOf(Verdict.Granted.class);
    }

    /** What was told before the end is known at the next start, and what was not is found in the ledger. */
    @Property(tries = 20)
    void aGatewayThatBeginsAgainKnowsWhatWasSpent(@ForAll long seed) {
        SimulatedGateways simulation = new SimulatedGateways(1, new SplittableRandom(seed));
        LimitRule rule = LimitRule.of(KEY, Budget.of(100L, null));
        Demand demand = new Demand(1, 1, (in, out) -> 10);
        SimulatedGateways.Gateway first = simulation.gateways().get(0);
        spend(first, rule, demand, 4);
        simulation.run(1_000);
        spend(first, rule, demand, 1);
        first.crash();

        SimulatedGateways.Gateway second = simulation.start("gateway-0");

        assertThat(second.limiter().spentNanoUsd(rule)).isEqualTo(40);

        spend(second, rule, demand, 2);
        simulation.run(1_000);
        second.crash();
        simulation.ledger((subject, since) -> subject.equals(KEY) ? 70 : 0);
        SimulatedGateways.Gateway third = simulation.start("gateway-0");

        assertThat(third.limiter().spentNanoUsd(rule)).isEqualTo(70);

        spend(third, rule, demand, 3);

        assertThat(third.take(rule, demand)).isInstanceOf(Verdict.Refused.class);
    }

    private static void spend(SimulatedGateways.Gateway gateway, LimitRule rule, Demand demand, int calls) {
        for (int i = 0; i < calls; i++) {
            Verdict verdict = gateway.take(rule, demand);
            assertThat(verdict).isInstanceOf(Verdict.Granted.class);
            CallLease lease = ((Verdict.Granted) verdict).lease();
            lease.end();
            lease.settle(2, 1, 10);
        }
    }
}
