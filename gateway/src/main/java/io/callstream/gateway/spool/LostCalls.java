package io.callstream.gateway.spool;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
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
import org.jspecify.annotations.Nullable;

/** Makes the terminal event of a call that was open when the gateway died, from the pre-call that was kept. */
final class LostCalls {
    /** Lane of the events that recovery tells. */
    static final int LANE = -1;

    private final GatewayIdentity identity;
    private final SchemaFolder schemas;
    private final Clock clock;
    private final EventEncoder encoder = new EventEncoder();

    LostCalls(GatewayIdentity identity, SchemaFolder schemas, Clock clock) {
        this.identity = identity;
        this.schemas = schemas;
        this.clock = clock;
    }

    /**
     * The encoded failure event.
     *
     * @param largest most bytes it may have; where it would have more it goes without bodies
     * @return null when the pre-call cannot be read
     */
    @Nullable ByteBuffer failure(CallKey call, PreCallBytes preCall, long seq, int largest) {
        PreCallEvent told = decode(preCall);
        if (told == null) {
            return null;
        }
        FailureEvent failure = failure(call.text(), told, seq);
        byte[] body = encoder.body(EventKind.FAILURE, failure);
        if (body.length > largest) {
            dropBody(failure);
            failure.setCapture("shed");
            body = encoder.body(EventKind.FAILURE, failure);
        }
        return ByteBuffer.wrap(body);
    }

    private @Nullable PreCallEvent decode(PreCallBytes preCall) {
        Schema writer = schemas.find(preCall.fingerprint());
        if (writer == null) {
            return null;
        }
        byte[] body = new byte[preCall.payload().remaining()];
        preCall.payload().duplicate().get(body);
        try {
            return new SpecificDatumReader<PreCallEvent>(writer, PreCallEvent.getClassSchema())
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
        failure.put(failure.getSchema().getField("request_body").pos(), null);
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
