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

        assertThat(state.requests()).isEqualTo(2);
        assertThat(state.failures()).isEqualTo(1);
        assertThat(state.failures(FailureKind.RATE_LIMIT)).isEqualTo(1);
        assertThat(state.failures(FailureKind.TIMEOUT)).isZero();
        assertThat(state.successes()).isEqualTo(1);
        assertThat(state.tokens()).isEqualTo(30);
        assertThat(state.nanosOfMinute()).isEqualTo(Duration.ofMinutes(1).toNanos());

        now.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(state.requests() + state.failures() + state.successes() + state.tokens())
                .isZero();
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

        assertThat(state.requests()).isEqualTo((long) threads * calls);
        assertThat(state.tokens()).isEqualTo(3L * threads * calls);
        assertThat(state.inFlight()).isZero();
    }
}
