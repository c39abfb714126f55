package io.callstream.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void theLastStartedIsClosedFirst() {
        Running running = new Running();
        running.add(() -> closed.add("broker"));
        running.add(() -> closed.add("gateway"));

        running.close();
        running.close();

        assertThat(closed).containsExactly("gateway", "broker");
    }

    @Test
    void onePartThatCannotStopKeepsNoOtherRunning() {
        Running running = new Running();
        running.add(() -> closed.add("broker"));
        running.add(() -> {
            throw new IllegalStateException("stuck");
        });

        running.close();

        assertThat(closed).containsExactly("broker");
    }

    @Test
    void whatStartsAfterTheEndIsClosedAtOnce() {
        Running running = new Running();
        running.close();

        running.add(() -> closed.add("late"));

        assertThat(closed).containsExactly("late");
    }
}
