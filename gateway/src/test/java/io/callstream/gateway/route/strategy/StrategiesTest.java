package io.callstream.gateway.route.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.FailureKind;
import io.callstream.gateway.route.state.DeploymentState;
import io.callstream.gateway.route.state.DeploymentStates;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which deployment each way of choosing takes, after calls that went in some way. */
class StrategiesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int CALLS = 4_000;

    private final AtomicLong now = new AtomicLong(1);
    private final DeploymentStates states = new DeploymentStates(now::get, made -> {});
    private final SplittableRandom random = new SplittableRandom(7);

    private record Some(DeploymentState state, int weight, double price) implements Candidate {}

    private Some some(String id, int weight, double price) {
        return new Some(states.of(id), weight, price);
    }

    private Some some(String id) {
        return some(id, 1, Double.POSITIVE_INFINITY);
    }

    private Map<String, Integer> shares(RoutingStrategy strategy, boolean stream, Some... candidates) {
        Map<String, Integer> shares = new HashMap<>();
        for (int i = 0; i < CALLS; i++) {
            Some picked = strategy.pick(List.of(candidates), stream, random);
            shares.merge(picked.state().id(), 1, Integer::sum);
        }
        return shares;
    }

    private static void answered(Some deployment, long millis, long untilFirst, long tokens) {
        deployment.state().began();
        deployment.state().succeeded(millis * 1_000_000, untilFirst * 1_000_000, tokens);
    }

    @Test
    void weightsThatDoNotFitAnIntAreShared() {
        Map<String, Integer> shares =
                shares(new SimpleShuffle(), false, some("a", 2_000_000_000, 0), some("b", 2_000_000_000, 0));

        assertThat(shares.get("a")).isBetween(1_850, 2_150);
    }

    @Test
    void theLeastBusyIsTheOneWithTheFewestAttemptsUnderWay() {
        Some idle = some("idle");
        Some busy = some("busy");
        Some done = some("done");
        busy.state().began();
        done.state().began();
        done.state().left();

        assertThat(shares(new LeastBusy(), false, idle, busy, done)).containsOnlyKeys("idle", "done");
    }

    @Test
    void theFastestOfLateIsTaken() {
        Some was = some("was-fast");
        Some is = some("is-fast");
        for (int i = 0; i < 20; i++) {
            answered(was, i < 10 ? 10 : 900, -1, 0);
            answered(is, i < 10 ? 900 : 10, -1, 0);
        }

        assertThat(shares(new LowestLatency(HOUR, 0), false, was, is)).containsOnlyKeys("is-fast");
    }

    @Test
    void streamsGoByTheirFirstByte() {
        Some eager = some("eager");
        Some quick = some("quick");
        answered(eager, 900, 5, 0);
        answered(quick, 100, 90, 0);

        assertThat(shares(new LowestLatency(HOUR, 0), true, eager, quick)).containsOnlyKeys("eager");
        assertThat(shares(new LowestLatency(HOUR, 0), false, eager, quick)).containsOnlyKeys("quick");
    }

    @Test
    void oneThatIsNotKnownIsTriedFirstAndOneThatIsForgottenAgain() {
        Some known = some("known");
        Some unknown = some("unknown");
        answered(known, 10, -1, 0);

        assertThat(shares(new LowestLatency(HOUR, 0), false, known, unknown)).containsOnlyKeys("unknown");

        answered(unknown, 500, -1, 0);
        assertThat(shares(new LowestLatency(HOUR, 0), false, known, unknown)).containsOnlyKeys("known");

        now.addAndGet(HOUR.toNanos() + 1);
        assertThat(shares(new LowestLatency(HOUR, 0), false, known, unknown)).hasSize(2);
    }

    @Test
    void thoseWithinTheBufferShare() {
        Some fast = some("fast");
        Some nearly = some("nearly");
        Some slow = some("slow");
        answered(fast, 100, -1, 0);
        answered(nearly, 140, -1, 0);
        answered(slow, 160, -1, 0);

        assertThat(shares(new LowestLatency(HOUR, 0.5), false, fast, nearly, slow))
                .containsOnlyKeys("fast", "nearly");
    }

    @Test
    void oneThatTimesOutIsSlow() {
        Some slow = some("slow");
        Some good = some("good");
        slow.state().began();
        slow.state().failed(FailureKind.TIMEOUT, Duration.ofSeconds(60).toNanos());
        answered(good, 900, -1, 0);

        assertThat(shares(new LowestLatency(HOUR, 0), false, slow, good)).containsOnlyKeys("good");
    }

    @Test
    void theFewestTokensOfTheMinuteWinUntilItIsOver() {
        Some used = some("used");
        Some fresh = some("fresh");
        answered(used, 1, -1, 500);
        answered(fresh, 1, -1, 20);

        assertThat(shares(new LowestUsage(), false, used, fresh)).containsOnlyKeys("fresh");

        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(shares(new LowestUsage(), false, used, fresh)).hasSize(2);
    }

    @Test
    void theCheapestIsTakenAndOneWithoutAPriceLast() {
        Some cheap = some("cheap", 1, 10);
        Some dear = some("dear", 1, 20);
        Some unpriced = some("unpriced");

        assertThat(shares(new LowestCost(), false, dear, cheap, unpriced)).containsOnlyKeys("cheap");
        assertThat(shares(new LowestCost(), false, unpriced, some("too"))).hasSize(2);
    }
}
