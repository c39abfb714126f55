package io.callstream.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
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
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf("io.callstream.sink.mysql.MariaDb#runsHere")
class MysqlSinkTest {
    @TempDir
    Path directory;

    private final MysqlHarness harness = new MysqlHarness();
    private OpenSink<MysqlSinkConfig> sink;

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
    void everyColumnOfTheEventsHasItsColumnInATable() {
        assertThat(columns("chunks")).containsAll(CallRows.chunkColumns().keySet());
        for (EventKind kind : List.of(EventKind.PRE_CALL, EventKind.SUCCESS, EventKind.FAILURE)) {
            assertThat(columns("calls"))
                    .containsAll(kind.schema().getFields().stream()
                            .map(Schema.Field::name)
                            .toList());
        }
    }

    @Test
    void everyColumnOfATableIsWritten() {
        TreeSet<String> calls = new TreeSet<>(Rows.CALLS.columns());
        calls.add("delivered_at");
        assertThat(columns("calls")).isEqualTo(calls);
        TreeSet<String> chunks = new TreeSet<>(Rows.CHUNKS.columns());
        chunks.add("delivered_at");
        assertThat(columns("chunks")).isEqualTo(chunks);
    }

    @Test
    void aCallIsStartedUntilItEnds() {
        deliver(Fixtures.event(SampleCall.number(1).preCall()));
        assertThat(one("SELECT status FROM calls")).isEqualTo("started");
        deliver(Fixtures.success(1));
        assertThat(one("SELECT concat(status, ' ', total_tokens) FROM calls")).isEqualTo("success 27");
    }

    @Test
    void whatOrderEventsComeInDoesNotMatter() {
        SampleCall call = SampleCall.number(3);
        List<CallEvent> events = new ArrayList<>(List.of(
                Fixtures.event(call.preCall()),
                Fixtures.event(call.lost()),
                Fixtures.event(call.failure()),
                Fixtures.event(call.success())));
        Object inOrder = stateAfter(events);
        Random random = new Random(7);
        for (int round = 0; round < 12; round++) {
            Collections.shuffle(events, random);
            harness.database().execute("DELETE FROM calls");
            assertThat(stateAfter(events)).isEqualTo(inOrder);
            harness.database().execute("DELETE FROM calls");
            sink.deliverAll(events);
            assertThat(harness.state()).isEqualTo(inOrder);
        }
    }

    @Test
    void anEarlierEventNeverOverwritesALaterOne() {
        SampleCall call = SampleCall.number(5);
        deliver(Fixtures.event(call.failure()));
        deliver(Fixtures.event(call.lost()));
        deliver(Fixtures.event(call.preCall()));
        assertThat(one("SELECT error_code FROM calls")).isEqualTo("RATE_LIMITED");
    }

    @Test
    void valuesArriveAsTheirTypes() {
        deliver(Fixtures.success(0));
        assertThat(one("SELECT json_value(response_body, '$.choices[0].message.content') FROM calls"))
                .isEqualTo("Grüezi from Zürich");
        assertThat(one("SELECT json_value(tags, '$[0]'), json_value(metadata, '$.feature'), stream FROM calls"))
                .isEqualTo("sample|greeting|0");
        assertThat(one("SELECT cost_nano_usd + 1 FROM calls")).isEqualTo("5401");
        assertThat(one("SELECT event_time FROM calls")).startsWith("2026-11-20 12:00:00.812");
        assertThat(one("SELECT json_value(attempts, '$[0].deployment_id') FROM calls"))
                .isEqualTo("deployment-1");
    }

    @Test
    void textIsStoredAsItIs() {
        SuccessEvent success = SampleCall.number(0).success();
        success.setModelGroup("nul\0model 😀 \\ ' \" `?");
        success.setRequestBody("{\"a\": \"\\u0000 \\ud83d\", \"n\": 1e999999}");
        success.setResponseBody("no json 😀 at all");
        deliver(new CallEvent.Success(success));
        assertThat(one("SELECT model_group FROM calls")).isEqualTo(success.getModelGroup());
        assertThat(one("SELECT request_body FROM calls"))
                .isEqualTo(success.getRequestBody().replace("\\ud83d", "\\ufffd"));
        assertThat(one("SELECT json_value(response_body, '$') FROM calls")).isEqualTo("no json 😀 at all");
    }

    @Test
    void rowsThatDoNotFitOneStatementTakeMore() {
        List<CallEvent> batch = new ArrayList<>();
        for (int number = 0; number < 250; number++) {
            SuccessEvent success = SampleCall.number(number).success();
            if (number % 50 == 0) {
                success.setRequestBody("\"" + "x".repeat(3 << 20) + "\"");
            }
            batch.add(new CallEvent.Success(success));
        }
        sink.deliverAll(batch);
        assertThat(one("SELECT count(*), max(length(request_body)) FROM calls")).isEqualTo("250|" + ((3 << 20) + 2));
    }

    @Test
    void anEventLargerThanTheServerTakesIsRefusedAlone() {
        SuccessEvent success = SampleCall.number(0).success();
        success.setRequestBody("\"" + "x".repeat(17 << 20) + "\"");
        assertThat(sink.deliver(List.of(new CallEvent.Success(success)))).isInstanceOf(Delivery.Rejected.class);
        deliver(Fixtures.success(1));
    }

    @Test
    void aValueThatIsTooLongIsCutAndTheRowStored() {
        SuccessEvent success = SampleCall.number(0).success();
        success.setUserId("u".repeat(70_000));
        deliver(new CallEvent.Success(success));
        assertThat(one("SELECT user_id FROM calls")).hasSize(16_000).startsWith("uuu");
    }

    @Test
    void aTableThatIsGoneHolds() {
        harness.database().execute("DROP TABLE calls");
        assertThat(sink.deliver(List.of(Fixtures.success(0)))).isEqualTo(Delivery.hold("sqlstate_42S02_1146"));
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
        try (OpenSink<MysqlSinkConfig> second = OpenSink.of(harness, directory)) {
            second.deliverAll(List.of(Fixtures.success(0)));
            deliver(Fixtures.success(2));
        }
        assertThat(one("SELECT count(*) FROM calls")).isEqualTo("2");
    }

    private Object stateAfter(List<CallEvent> events) {
        events.forEach(this::deliver);
        return harness.state();
    }

    private void deliver(CallEvent event) {
        sink.deliverAll(List.of(event));
    }

    private String one(String sql) {
        List<String> rows = harness.database().query(sql);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private TreeSet<String> columns(String table) {
        return new TreeSet<>(harness.database()
                .query("SELECT column_name FROM information_schema.columns WHERE" + " table_schema = '"
                        + harness.database().name() + "' AND table_name = '" + table + "'"));
    }
}
