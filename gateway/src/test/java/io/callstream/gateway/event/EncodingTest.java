package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.events.codec.EventEncoder;
import io.callstream.gateway.config.Capture;
import io.callstream.gateway.usage.UsageCounter;
import io.callstream.json.Slice;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificRecord;

/** Every column of every event, written by hand, is what Avro's own code would have written. */
class EncodingTest {
    private static final GatewayName GATEWAY = new GatewayName("gateway-ä", 7);

    @Property(tries = 300)
    void aSuccessfulCallIsToldInEveryColumn(@ForAll long seed) {
        RandomFacts random = new RandomFacts(seed);
        CallFacts facts = random.call();
        Outcome outcome = random.outcome();
        RecordingLane lane = new RecordingLane();
        CallRecorder callRecorder = recorder(lane).begin(facts);

        callRecorder.succeeded(outcome);

        ExpectedEvents expected = new ExpectedEvents(GATEWAY, lane.number(), facts);
        assertThat(lane.only(PreCallEvent.class)).isEqualTo(expected.preCall(0));
        assertThat(lane.only(SuccessEvent.class)).isEqualTo(expected.success(1, outcome, 0));
        assertThatAvroWritesAsManyBytes(lane);
    }

    @Property(tries = 300)
    void aFailedStreamIsToldInEveryColumn(@ForAll long seed) {
        RandomFacts random = new RandomFacts(seed);
        CallFacts facts = random.call();
        Outcome outcome = random.outcome();
        FailureFacts failed = random.failed();
        Slice data = Slice.of(random.text());
        RecordingLane lane = new RecordingLane();
        CallRecorder callRecorder = recorder(lane).begin(facts);

        callRecorder.chunk(data, "stop", facts.startedNanos() + TimeUnit.MICROSECONDS.toNanos(1234));
        callRecorder.failed(outcome, failed);

        ExpectedEvents expected = new ExpectedEvents(GATEWAY, lane.number(), facts);
        boolean told = !facts.caller().labels().noLog(); // nobody may get the chunks of other calls
        assertThat(lane.all(ChunkEvent.class))
                .isEqualTo(told ? List.of(expected.chunk(1, data.text(), 1234)) : List.of());
        assertThat(lane.only(FailureEvent.class))
                .isEqualTo(expected.failure(told ? 2 : 1, outcome, failed, told ? 1 : 0));
        assertThatAvroWritesAsManyBytes(lane);
    }

    private static void assertThatAvroWritesAsManyBytes(RecordingLane lane) {
        EventEncoder avro = new EventEncoder();
        for (RecordingLane.Told told : lane.told()) {
            SpecificRecord event = told.event();
            EventKind kind = told.kind();
            assertThat(told.body().length).isEqualTo(avro.body(kind, event).length);
        }
    }

    private static SpoolEventRecorder recorder(RecordingLane lane) {
        CapturePolicy policy = new CapturePolicy(Capture.FULL, false, 1 << 20, BodyStore.NOWHERE);
        RecorderOptions options = new RecorderOptions(
                GATEWAY,
                policy,
                true,
                new RouteChoice(Set.of()),
                UsageCounter.NONE,
                new EventCounters(),
                Redacting.NOTHING);
        return new SpoolEventRecorder(lane, Runnable::run, options);
    }
}
