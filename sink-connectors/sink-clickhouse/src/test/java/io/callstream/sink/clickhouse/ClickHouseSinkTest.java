package io.callstream.sink.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.events.EventKind;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Prunable;
import io.callstream.sink.rows.CallRows;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseSinkTest {
    @TempDir
    Path directory;

    private final ClickHouseHarness harness = new ClickHouseHarness();
    private OpenSink<ClickHouseSinkConfig> sink;

    @BeforeEach
    void open() {
        sink = OpenSink.of(harness, directory);
    }

    @AfterEach
    void close() {
        sink.close();
        harness.close();
    }

    @Test
    void everyColumnOfTheEventsHasItsColumnAndNoOther() {
        TreeSet<String> chunks = new TreeSet<>(CallRows.chunkColumns().keySet());
        chunks.add("delivered_at");
        assertThat(columns("chunks")).isEqualTo(chunks);

        TreeSet<String> calls = new TreeSet<>(List.of("status", "stage", "delivered_at"));
        for (EventKind kind : List.of(EventKind.PRE_CALL, EventKind.SUCCESS, EventKind.FAILURE)) {
            kind.schema().getFields().forEach(field -> calls.add(field.name()));
        }
        assertThat(columns("calls")).isEqualTo(calls);
    }

    @Test
    void whatOrderEventsComeInDoesNotMatter() {
        SampleCall call = SampleCall.number(3);
        List<CallEvent> events = new ArrayList<>(List.of(
                Fixtures.event(call.preCall()),
                Fixtures.event(call.lost()),
                Fixtures.event(call.failure()),
                Fixtures.event(call.success())));
        Random random = new Random(7);
        for (int round = 0; round < 6; round++) {
            Collections.shuffle(events, random);
            events.forEach(event -> sink.deliverAll(List.of(event)));
            sink.deliverAll(events);
            assertThat(call().path("status").asText()).isEqualTo("success");
            assertThat(call().path("event_id").asText())
                    .isEqualTo(call.success().getEventId());
        }
    }

    @Test
    void bodiesAreTextAndTheRestHasItsType() {
        sink.deliverAll(List.of(Fixtures.success(0)));
        assertThat(call().path("response_body").asText()).startsWith("{").contains("Grüezi from Zürich");
        assertThat(call().path("attempts").asText()).startsWith("[{\"deployment_id\":\"deployment-1\"");
        assertThat(call().path("metadata").path("feature").asText()).isEqualTo("greeting");
        assertThat(call().path("cost_nano_usd").asLong()).isEqualTo(5400);
        assertThat(call().path("stage").asInt()).isEqualTo(3);
    }

    @Test
    void aTableThatIsGoneHolds() {
        harness.server().drop("telemetry.calls");
        assertThat(sink.deliver(List.of(Fixtures.success(0)))).isEqualTo(Delivery.hold("clickhouse_60"));
    }

    @Test
    void oldRowsAreRemovedAndNewOnesStay() {
        sink.deliverAll(Fixtures.stories(8));
        Prunable prunable = (Prunable) sink.sink();
        Instant middle = Instant.parse("2026-11-20T12:00:04Z");
        assertThat(prunable.removeBefore(middle)).isEqualTo(Map.of("calls", 4L, "chunks", 2L * SampleCall.CHUNKS));
        assertThat(harness.arrived())
                .hasSize(4 + 2 * SampleCall.CHUNKS)
                .contains(SampleCall.number(4).success().getEventId());
        assertThat(prunable.removeBefore(middle)).isEqualTo(Map.of("calls", 0L, "chunks", 0L));
    }

    @Test
    void aSecondCopyFindsTheTablesThere() {
        try (OpenSink<ClickHouseSinkConfig> second = OpenSink.of(harness, directory)) {
            second.deliverAll(List.of(Fixtures.success(0)));
            sink.deliverAll(List.of(Fixtures.success(2)));
        }
        assertThat(harness.arrived()).hasSize(2);
    }

    private JsonNode call() {
        assertThat(harness.server().rows("telemetry.calls")).hasSize(1);
        return harness.server().rows("telemetry.calls").get(0);
    }

    private TreeSet<String> columns(String table) {
        return new TreeSet<>(
                harness.server().table("telemetry." + table).types().keySet());
    }
}
