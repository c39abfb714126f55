package io.callstream.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.sink.runtime.consume.Pace;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The running sink goes first. */
class LagWatchTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final AtomicReference<OptionalLong> lag = new AtomicReference<>(OptionalLong.empty());
    private final Yielding pace = new Yielding(Pace.UNBOUNDED);

    @Test
    void theReplayWaitsWhileTheRunningSinkIsTooFarBehind() {
        lag.set(OptionalLong.of(101));
        try (LagWatch watch = LagWatch.start(lag::get, 100, pace, Duration.ofMillis(5))) {
            await().atMost(SOON).until(() -> !pace.open());

            lag.set(OptionalLong.of(100));

            await().atMost(SOON).until(pace::open);
        }
    }

    @Test
    void nobodyIsWaitedForWhereNoSinkRuns() {
        lag.set(OptionalLong.of(101));
        try (LagWatch watch = LagWatch.start(lag::get, 100, pace, Duration.ofMillis(5))) {
            await().atMost(SOON).until(() -> !pace.open());

            lag.set(OptionalLong.empty());

            await().atMost(SOON).until(pace::open);
        }
    }

    @Test
    void aLagThatCannotBeAskedForHoldsNobodyUp() {
        LiveLag failing = () -> {
            lag.set(OptionalLong.of(1));
            throw new IllegalStateException("no answer");
        };
        try (LagWatch watch = LagWatch.start(failing, 0, pace, Duration.ofMillis(5))) {
            await().atMost(SOON).until(() -> lag.get().isPresent());
        }
        assertThat(pace.open()).isTrue();
    }
}
