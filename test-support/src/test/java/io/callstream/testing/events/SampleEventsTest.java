package io.callstream.testing.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.EventEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class SampleEventsTest {
    @Test
    void everyEventSurvivesAvro() {
        List<SpecificRecord> events = SampleEvents.stories(8);
        assertThat(events).hasSize(8 * 2 + 4 * SampleCall.CHUNKS);
        for (SpecificRecord event : events) {
            assertThat(throughAvro(event)).isEqualTo(event);
        }
        for (SpecificRecord event : List.of(
                SampleCall.number(1).disconnected(), SampleCall.number(2).lost())) {
            assertThat(throughAvro(event)).isEqualTo(event);
        }
    }

    @Test
    void seqHasNoGapAndIdsDoNotRepeat() {
        List<SpecificRecord> events = SampleEvents.stories(9);

        assertThat(events.stream().map(event -> column(event, "seq")))
                .containsExactlyElementsOf(
                        LongStream.range(0, events.size()).boxed().toList());
        assertThat(events.stream().map(event -> column(event, "event_id"))).doesNotHaveDuplicates();
    }

    @Test
    void terminalEventsRepeatWhatThePreCallSaid() {
        SampleCall call = SampleCall.number(5);

        assertThat(call.success().getRequestBody()).isEqualTo(call.preCall().getRequestBody());
        assertThat(call.failure().getTeamId()).isEqualTo(call.preCall().getTeamId());
        assertThat(call.success()).isEqualTo(SampleCall.number(5).success());
        assertThat(call.requestBody()).endsWith("please. \\\"Now\\\" 🚀\"}],\"stream\":true}");
    }

    private static Object column(SpecificRecord event, String name) {
        return ((GenericRecord) event).get(name);
    }

    private static SpecificRecord throughAvro(SpecificRecord event) {
        EventKind kind = Arrays.stream(EventKind.values())
                .filter(each -> each.schema().equals(event.getSchema()))
                .findFirst()
                .orElseThrow();
        return new EventDecoder(id -> kind.schema()).decode(kind, new EventEncoder().framed(kind, event, 1));
    }
}
