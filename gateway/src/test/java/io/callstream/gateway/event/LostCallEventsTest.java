package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.events.codec.EventEncoder;
import io.callstream.spool.CallKey;
import io.callstream.spool.OpenCall;
import io.callstream.spool.OrphanEvents;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LostCallEventsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T20:00:00Z");
    private static final EventEncoder ENCODER = new EventEncoder();
    private static final SampleCall CALL = SampleCall.number(0);
    private static final int LARGE = 1 << 20;

    private final LostCallEvents events = new LostCallEvents(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aCallThatWasOpenFailsAsLostAndRepeatsItsPreCall() {
        PreCallEvent told = CALL.preCall();

        OrphanEvents.End end = events.end(open(told, null), place(LARGE));

        FailureEvent lost = decode(end, EventKind.FAILURE, FailureEvent.class);
        assertThat(lost.getErrorCode()).isEqualTo("GATEWAY_LOST");
        assertThat(lost.getEventId()).isEqualTo(CALL.callId() + ":failure");
        assertThat(lost.getRequestBody()).isEqualTo(told.getRequestBody());
        assertThat(lost.getTags()).isEqualTo(told.getTags());
        assertThat(lost.getStartedAt()).isEqualTo(told.getEventTime());
        assertThat(lost.getEventTime()).isEqualTo(NOW);
        assertThat(lost.getGatewayId()).isEqualTo("gateway-under-test");
        assertThat(lost.getGatewayEpoch()).isEqualTo(2);
        assertThat(lost.getLane()).isEqualTo(-1);
        assertThat(lost.getSeq()).isEqualTo(7);
    }

    @Test
    void aPreCallTooLargeToBeRepeatedIsToldWithoutItsBody() {
        PreCallEvent large = CALL.preCall();
        large.setRequestBody("x".repeat(10_000));

        OrphanEvents.End end = events.end(open(large, null), place(9_000));

        FailureEvent lost = decode(end, EventKind.FAILURE, FailureEvent.class);
        assertThat(end.body().remaining()).isLessThan(9_000);
        assertThat(lost.getCapture()).isEqualTo("shed");
        assertThat(lost.getRequestBody()).isNull();
        assertThat(lost.getCallId()).isEqualTo(large.getCallId());
    }

    @Test
    @DisplayName("cause 13: a call whose end was noted is told as it ended, not as lost")
    void aNotedEndIsToldByThisRun() {
        OpenCall.Kept noted = kept(EventKind.SUCCESS, CALL.success());

        OrphanEvents.End end = events.end(open(CALL.preCall(), noted), place(LARGE));

        SuccessEvent told = decode(end, EventKind.SUCCESS, SuccessEvent.class);
        assertThat(told.getEventId()).isEqualTo(CALL.callId() + ":success");
        assertThat(told.getResponseBody()).isEqualTo(CALL.success().getResponseBody());
        assertThat(told.getGatewayEpoch()).isEqualTo(2);
        assertThat(told.getLane()).isEqualTo(-1);
        assertThat(told.getSeq()).isEqualTo(7);
    }

    /** It has ended well, and is not told as lost for want of room. */
    @Test
    void aNotedEndTooLargeIsToldWithoutItsBodies() {
        SuccessEvent large = CALL.success();
        large.setRequestBody("x".repeat(10_000));
        large.setProviderResponseBody("y".repeat(10_000));

        OrphanEvents.End end = events.end(open(CALL.preCall(), kept(EventKind.SUCCESS, large)), place(9_000));

        SuccessEvent told = decode(end, EventKind.SUCCESS, SuccessEvent.class);
        assertThat(told.getCapture()).isEqualTo("shed");
        assertThat(told.getRequestBody()).isNull();
        assertThat(told.getResponseBody()).isNull();
        assertThat(told.getProviderResponseBody()).isNull();
        assertThat(told.getTotalTokens()).isEqualTo(large.getTotalTokens());
    }

    @Test
    void aNotedEndThatCannotBeReadIsACallThatIsLost() {
        OpenCall.Kept torn = new OpenCall.Kept(EventKind.SUCCESS.schema(), ByteBuffer.wrap(new byte[] {2}));
        OpenCall.Kept unknown =
                new OpenCall.Kept(null, kept(EventKind.SUCCESS, CALL.success()).body());

        assertThat(events.end(open(CALL.preCall(), torn), place(LARGE)))
                .extracting(OrphanEvents.End::kind)
                .isEqualTo(SpooledKinds.of(EventKind.FAILURE));
        assertThat(events.end(open(CALL.preCall(), unknown), place(LARGE)))
                .extracting(OrphanEvents.End::kind)
                .isEqualTo(SpooledKinds.of(EventKind.FAILURE));
    }

    @Test
    void aPreCallThatCannotBeReadMakesNoEvent() {
        OpenCall.Kept torn = new OpenCall.Kept(EventKind.PRE_CALL.schema(), ByteBuffer.wrap(new byte[] {2}));
        OpenCall.Kept unknown =
                new OpenCall.Kept(null, kept(EventKind.PRE_CALL, CALL.preCall()).body());

        assertThat(events.end(new OpenCall(key(), torn, null), place(LARGE))).isNull();
        assertThat(events.end(new OpenCall(key(), unknown, null), place(LARGE))).isNull();
    }

    private static OpenCall open(PreCallEvent told, OpenCall.Kept noted) {
        return new OpenCall(key(), kept(EventKind.PRE_CALL, told), noted);
    }

    private static OpenCall.Kept kept(EventKind kind, SpecificRecord event) {
        return new OpenCall.Kept(kind.schema(), ByteBuffer.wrap(ENCODER.body(kind, event)));
    }

    private static CallKey key() {
        return CallKey.of(UUID.fromString(CALL.callId()));
    }

    private static OrphanEvents.Place place(int largest) {
        return new OrphanEvents.Place("gateway-under-test", 2, -1, 7, largest);
    }

    private static <E extends SpecificRecord> E decode(OrphanEvents.End end, EventKind kind, Class<E> type) {
        assertThat(end.kind()).isEqualTo(SpooledKinds.of(kind));
        byte[] body = new byte[end.body().remaining()];
        end.body().get(body);
        try {
            return new SpecificDatumReader<>(type)
                    .read(null, DecoderFactory.get().binaryDecoder(body, null));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
