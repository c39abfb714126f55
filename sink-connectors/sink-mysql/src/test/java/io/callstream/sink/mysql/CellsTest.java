package io.callstream.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.testing.events.SampleCall;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CellsTest {
    private final Cells cells = new Cells(true);

    @Test
    @DisplayName("X13: a text longer than its column is cut, and numbers stay as they are in JSON")
    void whatIsTooLongIsCut() {
        SuccessEvent event = SampleCall.number(1).success();
        event.setModel("m".repeat(70_000));
        event.setMetadata(Map.of("a", "1e999999"));
        event.setRequestBody("{\"a\":1e999999}");

        assertThat(String.valueOf(cells.cell(event, "model"))).hasSize(16_000).startsWith("mmm");
        assertThat(cells.cell(event, "metadata")).isEqualTo("{\"a\":\"1e999999\"}");
        assertThat(cells.cell(event, "request_body")).isEqualTo("{\"a\":1e999999}");
    }
}
