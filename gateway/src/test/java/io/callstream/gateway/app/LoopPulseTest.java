package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** X8: a loop that stands still is told, with how long and in which code. */
class LoopPulseTest {
    private static final StackTraceElement[] STACK = {
        new StackTraceElement("java.util.ArrayList", "add", null, 1),
        new StackTraceElement("io.callstream.gateway.json.RequestReader", "read", null, 1),
        new StackTraceElement("io.callstream.gateway.call.Calls", "begin", null, 1)
    };

    private final LoopPulse pulse = new LoopPulse("gateway-1", millis(250), 0);

    @Test
    @DisplayName("X8: once it turns again, with the code that held it")
    void aHeldLoopIsTold() {
        assertThat(look(200)).isNull();
        assertThat(look(260)).isNull();
        assertThat(look(500)).isNull();
        pulse.beat(millis(610));

        assertThat(look(620)).isEqualTo(new LoopPulse.Hold("gateway-1", millis(610), "RequestReader.read"));
        assertThat(look(640)).isNull();
    }

    @Test
    void aLoopThatTurnsIsNot() {
        for (int now = 0; now < 2_000; now += 100) {
            pulse.beat(millis(now));
            assertThat(look(now + 90)).isNull();
        }
    }

    @Test
    void aPauseOfTheWholeProcessIsNotTheLoops() {
        assertThat(look(10)).isNull();
        pulse.forgive(millis(900));
        pulse.beat(millis(910));

        assertThat(look(920)).isNull();
    }

    private LoopPulse.@Nullable Hold look(long now) {
        return pulse.look(millis(now), () -> STACK);
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
