package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.gateway.config.Capture;
import io.callstream.json.Slice;
import io.callstream.spool.Pressure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the event of an answer says that is too large to be held, and comes in parts. */
class LargeAnswerEventsTest {
    /** No credential stands in the file, also where a part ended within it; the event says that something was taken out. */
    @Test
    void partsAreKeptWithoutCredentials() {
        EventRig rig = new EventRig();

        SuccessEvent event = told(rig, Capture.FULL, false, "{\"a\":\"sk-abcd", "efgh1234 b\"}");

        assertThat(rig.kept).hasToString("{\"a\":\"**** b\"}");
        assertThat(event.getCapture()).isEqualTo("reference");
        assertThat(event.getResponseRef()).isEqualTo(EventRig.REFERENCE.uri());
        assertThat(event.getResponseSha256()).isEqualTo(EventRig.REFERENCE.sha256());
        assertThat(event.getResponseBody()).isNull();
        assertThat(event.getResponseBytes()).isEqualTo(7);
        assertThat(event.getRedacted()).isTrue();
    }

    @Test
    void whatHasNoneIsNotSaidToBeRedacted() {
        EventRig rig = new EventRig();

        assertThat(told(rig, Capture.REFERENCE, false, "a", "b").getRedacted()).isFalse();
        assertThat(rig.kept).hasToString("ab");
    }

    /** {@code none} says that it was not to be kept, {@code shed} that there was no room. */
    @ParameterizedTest
    @CsvSource({"NONE, false, none", "FULL, true, none", "REFERENCE, true, none", "FULL, false, reference"})
    void whetherItIsKeptIsSaid(Capture capture, boolean redact, String said) {
        EventRig rig = new EventRig();

        assertThat(told(rig, capture, redact, "a").getCapture()).isEqualTo(said);
        assertThat(rig.kept.isEmpty()).isEqualTo(said.equals("none"));
    }

    @Test
    void whereSomethingIsToBeTakenOutItIsNotKept() {
        EventRig rig = new EventRig().redacting();

        assertThat(told(rig, Capture.FULL, false, "a").getCapture()).isEqualTo("none");
        assertThat(rig.kept).isEmpty();
    }

    @Test
    void underPressureItIsShed() {
        EventRig rig = new EventRig();
        rig.lane.pressure(Pressure.SHED_CONTENT);

        assertThat(told(rig, Capture.FULL, false, "a").getCapture()).isEqualTo("shed");
        assertThat(rig.kept).isEmpty();
    }

    @Test
    void partsBehindTheEndAreNobodys() {
        EventRig rig = new EventRig();
        CallRecorder recorder = rig.recorder(Capture.FULL, false).begin(EventRig.call(null, RequestMetadata.NONE));
        recorder.part(Slice.of("a"));
        recorder.succeeded(EventRig.answered(null, "stop", Map.of()));

        recorder.part(Slice.of("b"));

        assertThat(rig.kept).hasToString("a");
    }

    private static SuccessEvent told(EventRig rig, Capture capture, boolean redact, String... parts) {
        CallRecorder recorder = rig.recorder(capture, redact).begin(EventRig.call(null, RequestMetadata.NONE));
        for (String part : parts) {
            recorder.part(Slice.of(part));
        }
        recorder.succeeded(EventRig.answered(null, "stop", Map.of()));
        return rig.lane.only(SuccessEvent.class);
    }
}
