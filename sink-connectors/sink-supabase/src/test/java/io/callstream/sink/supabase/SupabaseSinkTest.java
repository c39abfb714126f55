package io.callstream.sink.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Prunable;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupabaseSinkTest {
    @TempDir
    Path directory;

    private final SupabaseHarness harness = new SupabaseHarness();
    private OpenSink<SupabaseSinkConfig> sink;

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
    void whatOrderEventsComeInDoesNotMatter() {
        SampleCall call = SampleCall.number(3);
        List<CallEvent> events = new ArrayList<>(List.of(
                Fixtures.event(call.preCall()),
                Fixtures.event(call.lost()),
                Fixtures.event(call.failure()),
                Fixtures.event(call.success())));
        Random random = new Random(7);
        for (int round = 0; round < 12; round++) {
            Collections.shuffle(events, random);
            harness.database().execute("DELETE FROM calls");
            events.forEach(event -> sink.deliverAll(List.of(event)));
            assertThat(one("SELECT status || ' ' || event_id FROM calls"))
                    .isEqualTo("success " + call.success().getEventId());
        }
    }

    @Test
    void anEarlierEventNeverOverwritesALaterOne() {
        SampleCall call = SampleCall.number(5);
        sink.deliverAll(List.of(Fixtures.event(call.failure())));
        sink.deliverAll(List.of(Fixtures.event(call.lost())));
        sink.deliverAll(List.of(Fixtures.event(call.preCall())));
        assertThat(one("SELECT error_code FROM calls")).isEqualTo("RATE_LIMITED");
    }

    @Test
    void valuesArriveAsTheirTypes() {
        sink.deliverAll(List.of(Fixtures.success(0)));
        assertThat(one("SELECT response_body #>> '{choices,0,message,content}' FROM calls"))
                .isEqualTo("Grüezi from Zürich");
        assertThat(one("SELECT tags[1] || ' ' || (metadata ->> 'feature') FROM calls"))
                .isEqualTo("sample greeting");
    }

    @Test
    void aColumnThatIsMissingHolds() {
        harness.database().execute("ALTER TABLE calls DROP COLUMN prompt_tokens CASCADE");
        assertThat(sink.deliver(List.of(Fixtures.success(0)))).isEqualTo(Delivery.hold("supabase_PGRST204"));
    }

    @Test
    void aTableThatIsMissingHolds() {
        harness.database().execute("DROP TABLE chunks");
        List<CallEvent> batch = Fixtures.stories(2);
        assertThat(sink.deliver(batch)).isEqualTo(Delivery.hold("supabase_PGRST205"));
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
    void nobodyWithoutTheServiceKeyReadsTheTables() {
        assertThat(harness.database()
                        .query("SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = '"
                                + harness.database().schema() + "'::regnamespace"))
                .containsExactlyInAnyOrder("calls", "chunks");
    }

    private String one(String sql) {
        List<String> rows = harness.database().query(sql);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }
}
