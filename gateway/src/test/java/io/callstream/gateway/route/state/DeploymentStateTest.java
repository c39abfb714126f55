package io.callstream.gateway.route.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeploymentStateTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final DeploymentState state = new DeploymentState("d", now::get);

    @Test
    void countsBeginAnewWithTheMinute() {
        state.began();
        state.failed(FailureKind.RATE_LIMIT, 1);
        state.began();
        state.succeeded(1, -1, 30);

        assertThat(state.failures()).isEqualTo(1);
        assertThat(state.failures(FailureKind.RATE_LIMIT)).isEqualTo(1);
        assertThat(state.failures(FailureKind.TIMEOUT)).isZero();
        assertThat(state.successes()).isEqualTo(1);
        assertThat(state.tokens()).isEqualTo(30);

        now.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(state.failures() + state.successes() + state.tokens()).isZero();
    }

    @Test
    void aMinuteIsSixtySecondsFromTheFirstMomentOn() {
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        state.succeeded(1, -1, 3);
        now.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
        assertThat(state.tokens()).isEqualTo(3);

        now.addAndGet(1);
        assertThat(state.tokens()).isZero();

        state.succeeded(1, -1, 4);
        now.addAndGet(Duration.ofMinutes(7).toNanos());
        assertThat(state.tokens()).isZero();
        state.succeeded(1, -1, 1);
        assertThat(state.tokens()).isEqualTo(1);
    }

    @Test
    void aTimeoutTellsHowLongAnAnswerTakesAndOtherFailuresDoNot() {
        Duration within = Duration.ofMinutes(1);
        state.began();
        state.failed(FailureKind.INTERNAL_SERVER, 9);
        assertThat(state.latency(false, within)).isNaN();
        assertThat(state.latency(true, within)).isNaN();

        state.began();
        state.failed(FailureKind.TIMEOUT, 500);
        assertThat(state.latency(false, within)).isEqualTo(500);
        assertThat(state.latency(true, within)).isEqualTo(500);

        assertThat(state.inFlight()).isZero();
    }

    @Test
    void streamsAreMeasuredUntilTheirFirstByteAndOthersUntilTheirEnd() {
        Duration within = Duration.ofSeconds(10);
        state.began();
        state.succeeded(700, 0, 0);
        state.began();
        state.succeeded(700, -1, 0);

        assertThat(state.latency(false, within)).isEqualTo(700);
        assertThat(state.latency(true, within)).isZero();

        now.addAndGet(within.toNanos());
        assertThat(state.latency(false, within)).isEqualTo(700);
        now.addAndGet(1);
        assertThat(state.latency(false, within)).isNaN();
    }

    @Test
    void whoLeavesCountsAsNeitherGoodNorBad() {
        state.began();
        assertThat(state.inFlight()).isEqualTo(1);

        state.left();

        assertThat(state.inFlight()).isZero();
        assertThat(state.successes() + state.failures()).isZero();
    }

    @Test
    void itIsLeftAloneForTheLongestTimeThatAnybodySays() {
        assertThat(state.aloneNanos()).isZero();

        assertThat(state.leaveAlone(Duration.ofSeconds(5))).isTrue();
        assertThat(state.leaveAlone(Duration.ofSeconds(2))).isFalse();

        assertThat(state.aloneNanos()).isEqualTo(Duration.ofSeconds(5).toNanos());
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(state.aloneNanos()).isZero();
    }

    /** Loops share it: nothing that happened at the same time is lost. */
    @Test
    void countsOfSeveralThreadsAddUp() throws InterruptedException {
        int threads = 4;
        int calls = 20_000;
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int call = 0; call < calls; call++) {
                    state.began();
                    state.succeeded(1, 1, 3);
                }
            });
            thread.start();
            running.add(thread);
        }
        go.countDown();
        for (Thread each : running) {
            each.join();
        }

        assertThat(state.successes()).isEqualTo((long) threads * calls);
        assertThat(state.tokens()).isEqualTo(3L * threads * calls);
        assertThat(state.inFlight()).isZero();
    }
}
