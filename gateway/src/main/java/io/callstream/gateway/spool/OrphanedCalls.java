package io.callstream.gateway.spool;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.events.codec.EventEncoder;
import io.callstream.events.id.EventIds;
import io.callstream.gateway.error.GatewayError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Makes the terminal event of a call that was open when the gateway died, from the pre-call that was kept. */
final class OrphanedCalls {
    /** Lane of the events that recovery tells. */
    static final int LANE = -1;

    private final GatewayIdentity identity;
    private final SchemaFolder schemas;
    private final Clock clock;
    private final EventEncoder encoder = new EventEncoder();

    OrphanedCalls(GatewayIdentity identity, SchemaFolder schemas, Clock clock) {
        this.identity = identity;
        this.schemas = schemas;
        this.clock = clock;
    }

    /** An encoded terminal event. */
    record End(EventKind kind, ByteBuffer body) {}

    /**
     * The encoded terminal event: the one that was noted, otherwise a failure that says the call is lost.
     *
     * @param largest most bytes it may have; where it would have more it goes without bodies
     * @return null when the pre-call cannot be read
     */
    @Nullable End end(CallKey call, PreCallBytes preCall, long seq, int largest) {
        End noted = preCall.end() == null ? null : noted(preCall.end(), seq, largest);
        if (noted != null) {
            return noted;
        }
        PreCallEvent told = decode(preCall.fingerprint(), preCall.payload(), PreCallEvent.getClassSchema());
        return told == null ? null : new End(EventKind.FAILURE, lost(call, told, seq, largest));
    }

    private ByteBuffer lost(CallKey call, PreCallEvent told, long seq, int largest) {
        FailureEvent failure = failure(call.text(), told, seq);
        byte[] body = encoder.body(EventKind.FAILURE, failure);
        if (body.length > largest) {
            dropBody(failure);
            failure.setCapture("shed");
            body = encoder.body(EventKind.FAILURE, failure);
        }
        return ByteBuffer.wrap(body);
    }

    /** The event as it was noted, told by this run and this lane. */
    private @Nullable End noted(PreCallBytes.NotedEnd end, long seq, int largest) {
        Schema writer = schemas.find(end.fingerprint());
        if (writer == null) {
            return null;
        }
        boolean success = writer.getName().equals(SuccessEvent.getClassSchema().getName());
        EventKind kind = success ? EventKind.SUCCESS : EventKind.FAILURE;
        SpecificRecord event = decode(end.fingerprint(), end.payload(), kind.schema());
        if (event == null) {
            return null;
        }
        put(event, "gateway_epoch", identity.epoch());
        put(event, "lane", LANE);
        put(event, "seq", seq);
        byte[] body = encoder.body(kind, event);
        return body.length > largest ? null : new End(kind, ByteBuffer.wrap(body));
    }

    private static void put(IndexedRecord event, String column, @Nullable Object value) {
        event.put(event.getSchema().getField(column).pos(), value);
    }

    private <E extends SpecificRecord> @Nullable E decode(long fingerprint, ByteBuffer payload, Schema reader) {
        Schema writer = schemas.find(fingerprint);
        if (writer == null) {
            return null;
        }
        byte[] body = new byte[payload.remaining()];
        payload.duplicate().get(body);
        try {
            return new SpecificDatumReader<E>(writer, reader)
                    .read(null, DecoderFactory.get().binaryDecoder(body, null));
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            return null; // no Avro body of that schema; the caller counts it
        }
    }

    private FailureEvent failure(String callId, PreCallEvent told, long seq) {
        FailureEvent failure = new FailureEvent();
        repeat(told, failure);
        failure.setEventId(EventIds.of(callId, EventKind.FAILURE));
        failure.setGatewayId(identity.gatewayId());
        failure.setGatewayEpoch(identity.epoch());
        failure.setLane(LANE);
        failure.setSeq(seq);
        failure.setStartedAt(told.getEventTime());
        failure.setEventTime(clock.instant());
        failure.setErrorCode(GatewayError.GATEWAY_LOST.name());
        failure.setErrorType(GatewayError.GATEWAY_LOST.type());
        failure.setMessage("the gateway stopped before the call ended");
        failure.setOrigin(GatewayError.GATEWAY_LOST.origin().word());
        failure.setRetryable(GatewayError.GATEWAY_LOST.retryable());
        return failure;
    }

    private static void dropBody(IndexedRecord failure) {
        put(failure, "request_body", null);
    }

    /** Columns of the same name are repeated, the others get their defaults. */
    private static void repeat(PreCallEvent told, FailureEvent failure) {
        for (Schema.Field field : FailureEvent.getClassSchema().getFields()) {
            Schema.Field same = PreCallEvent.getClassSchema().getField(field.name());
            if (same != null) {
                failure.put(field.pos(), told.get(same.pos()));
            } else if (field.hasDefaultValue()) {
                failure.put(field.pos(), SpecificData.get().getDefaultValue(field));
            }
        }
    }
}
