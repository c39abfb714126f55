package io.callstream.console.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.column.ColumnSink;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LaneNumbersTest {
    private static final byte[] GATEWAY = "gw".getBytes(StandardCharsets.UTF_8);
    private final LaneNumbers numbers = new LaneNumbers(100, 200);

    private void event(long lane, long number, long arrived) {
        ColumnSink row = numbers.row();
        row.setText(0, GATEWAY, 0, GATEWAY.length);
        row.setLong(1, 1);
        row.setLong(2, lane);
        row.setLong(3, number);
        numbers.taken(arrived);
    }

    @Test
    void aLaneWithAllItsNumbersIsComplete() {
        for (int number = 5; number < 9; number++) {
            event(0, number, 150);
        }
        assertThat(numbers.lanes()).containsExactly(new Lane("gw", 1, 0, 5, 8, 0, 0, -1));
        assertThat(numbers.lanes().get(0).complete()).isTrue();
    }

    @Test
    void whatIsMissingIsCountedAndNamed() {
        event(0, 1, 150);
        event(0, 4, 150);
        assertThat(numbers.lanes()).containsExactly(new Lane("gw", 1, 0, 1, 4, 2, 0, 2));
    }

    @Test
    void whatCameTwiceIsNotMissing() {
        event(0, 1, 150);
        event(0, 1, 160);
        event(0, 2, 150);
        assertThat(numbers.lanes()).containsExactly(new Lane("gw", 1, 0, 1, 2, 0, 1, -1));
    }

    @Test
    void whatCameAtTheEdgesIsKnownButNotJudged() {
        event(0, 1, 50);
        event(0, 3, 150);
        event(0, 5, 160);
        event(0, 4, 250);
        event(0, 9, 250);
        assertThat(numbers.lanes())
                .as("2 is before what is judged, 6 to 8 behind")
                .containsExactly(new Lane("gw", 1, 0, 3, 5, 0, 0, -1));
    }

    @Test
    void lanesAreToldApart() {
        event(0, 1, 150);
        event(1, 7, 150);
        assertThat(numbers.lanes()).extracting(Lane::lane).containsExactly(0L, 1L);
    }
}
