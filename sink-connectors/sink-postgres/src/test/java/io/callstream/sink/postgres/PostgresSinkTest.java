package io.callstream.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.settings.Secret;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Prunable;
import io.callstream.sink.jdbc.DatabaseAddress;
import io.callstream.sink.rows.CallRows;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresSinkTest {
    @TempDir
    Path directory;

    private final PostgresHarness harness = new PostgresHarness();
    private OpenSink<PostgresSinkConfig> sink;

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
        TreeSet<String> written = new TreeSet<>(CopyTable.calls().names());
        written.add("delivered_at");
        assertThat(columns("calls")).isEqualTo(written);
    }

    @Test
    @DisplayName("X13: numbers beyond the database's, and names longer than an index takes, are stored")
    void whatTheDatabaseCannotHoldIsStoredAsItCan() {
        SuccessEvent success = SampleCall.number(1).success();
        StringBuilder model = new StringBuilder();
        new Random(5).ints(6_000, 'a', 'z').forEach(letter -> model.append((char) letter));
        success.setModel(model.toString());
        success.setTeamId(model.toString());
        success.setMetadata(Map.of("a", "1e999999", "nul", "a\0b"));
        success.setRequestBody("{\"metadata\":{\"a\":1e999999},\"b\":" + "7".repeat(2_000) + ",\"c\":\"\\u0000\"}");
        deliver(Fixtures.event(SampleCall.number(1).preCall()));
        deliver(new CallEvent.Success(success));
        assertThat(one("SELECT status FROM calls")).isEqualTo("success");
        assertThat(one("SELECT request_body #>> '{metadata,a}' FROM calls")).isEqualTo("1e999999");
        assertThat(one("SELECT request_body ->> 'b' FROM calls")).hasSize(2_000);
        assertThat(one("SELECT model FROM calls")).hasSize(500).startsWith(model.substring(0, 400));
    }

    @Test
    @DisplayName("P04: a row that a trigger refuses is refused alone")
    void aTriggersRefusalIsARowsFault() {
        CallEvent bad = Fixtures.success(2);
        harness.database().raiseFor(bad.callId(), "P0001");
        assertThat(sink.deliver(List.of(bad))).isEqualTo(Delivery.rejected("sqlstate_P0001"));
        deliver(Fixtures.success(1));
        assertThat(one("SELECT count(*) FROM calls")).isEqualTo("1");
    }

    @Test
    void aCallIsStartedUntilItEnds() {
        deliver(Fixtures.event(SampleCall.number(1).preCall()));
        assertThat(one("SELECT status FROM calls")).isEqualTo("started");
        deliver(Fixtures.success(1));
        assertThat(one("SELECT status || ' ' || total_tokens FROM calls")).isEqualTo("success 27");
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
            harness.database().query("DELETE FROM calls RETURNING call_id");
            assertThat(stateAfter(events)).isEqualTo(inOrder);
            harness.database().query("DELETE FROM calls RETURNING call_id");
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
        assertThat(one("SELECT response_body #>> '{choices,0,message,content}' FROM calls"))
                .isEqualTo("Grüezi from Zürich");
        assertThat(one("SELECT tags[1] || ' ' || (metadata ->> 'feature') FROM calls"))
                .isEqualTo("sample greeting");
        assertThat(one("SELECT cost_nano_usd::text FROM calls")).isEqualTo("5400");
        assertThat(one("SELECT (event_time AT TIME ZONE 'UTC')::text FROM calls"))
                .isEqualTo("2026-11-20 12:00:00.812");
        assertThat(one("SELECT attempts -> 0 ->> 'deployment_id' FROM calls")).isEqualTo("deployment-1");
    }

    @Test
    void textThatTheDatabaseCannotStoreIsCleaned() {
        SuccessEvent success = SampleCall.number(0).success();
        success.setModelGroup("nul\0model");
        success.setRequestBody(
                "{\"a\": \"x\\u0000y\", \"b\": \"\\ud83d\", \"c\": \"\\ud83d\\ude00\", \"d\": \"\\\\u0000\"}");
        success.setResponseBody("no json \0 at all");
        deliver(new CallEvent.Success(success));
        assertThat(one("SELECT model_group FROM calls")).isEqualTo("nulmodel");
        assertThat(one("SELECT concat(request_body ->> 'a', request_body ->> 'b', request_body ->> 'c',"
                        + " request_body ->> 'd') FROM calls"))
                .isEqualTo("xy\ufffd😀\\u0000");
        assertThat(one("SELECT response_body #>> '{}' FROM calls")).isEqualTo("no json  at all");
    }

    @Test
    void oldRowsAreRemovedAndNewOnesStay() {
        sink.deliverAll(Fixtures.stories(8));
        Prunable prunable = (Prunable) sink.sink();
        Instant middle = Instant.parse("2026-11-20T12:00:04Z");
        assertThat(prunable.removeBefore(middle))
                .isEqualTo(Map.of("calls", 4L, "chunks", 2L * SampleCall.CHUNKS, "alerts", 0L));
        assertThat(harness.arrived())
                .hasSize(4 + 2 * SampleCall.CHUNKS)
                .contains(SampleCall.number(4).success().getEventId());
        assertThat(prunable.removeBefore(middle)).isEqualTo(Map.of("calls", 0L, "chunks", 0L, "alerts", 0L));
    }

    @Test
    void aSecondCopyFindsTheTablesThere() {
        try (OpenSink<PostgresSinkConfig> second = OpenSink.of(harness, directory)) {
            second.deliverAll(List.of(Fixtures.success(0)));
            deliver(Fixtures.success(2));
        }
        assertThat(one("SELECT count(*) FROM calls")).isEqualTo("2");
    }

    @Test
    void behindAPoolerNothingIsLeftOnTheConnection() throws SQLException {
        PostgresSinkConfig config = new PostgresSinkConfig(
                new DatabaseSchema(
                        new DatabaseAddress(
                                new Secret("jdbc:postgresql://pooler.example:6543/postgres"),
                                Optional.empty(),
                                Optional.empty()),
                        harness.database().name()),
                true,
                true,
                1,
                Duration.ofSeconds(10));
        Statements calls = Statements.ofCalls(CopyTable.calls(), config);
        CopyRows rows = new CopyRows(CopyTable.calls(), CopyTable.chunks(), true);
        try (Connection connection = harness.database().connect()) {
            connection.setAutoCommit(false);
            for (int number = 0; number < 3; number++) {
                calls.store(connection, rows.calls(List.of(Fixtures.success(number))));
                connection.commit();
                try (ResultSet left = connection
                        .createStatement()
                        .executeQuery("SELECT to_regclass('pg_temp.callstream_new_calls')")) {
                    assertThat(left.next()).isTrue();
                    assertThat(left.getString(1)).isNull();
                }
            }
        }
        assertThat(one("SELECT count(*) FROM calls")).isEqualTo("3");
    }

    @Test
    void aBodyLongerThanTheRowBufferArrivesWhole() {
        SuccessEvent success = SampleCall.number(0).success();
        success.setRequestBody("\"" + "ü".repeat(300_000) + "\"");
        success.setTags(List.of());
        deliver(new CallEvent.Success(success));
        assertThat(one("SELECT length(request_body #>> '{}') || ' ' || cardinality(tags) FROM calls"))
                .isEqualTo("300000 0");
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
