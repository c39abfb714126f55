package io.callstream.gateway.event;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.events.codec.EventEncoder;
import io.callstream.events.id.EventIds;
import io.callstream.gateway.error.GatewayError;
import io.callstream.spool.CallKey;
import io.callstream.spool.OpenCall;
import io.callstream.spool.OrphanEvents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes the terminal events of calls that were open when the gateway died: the one that was noted, recorded by this run, otherwise a
 * failure that says the call is lost and repeats its pre-call.
 */
public final class LostCallEvents implements OrphanEvents {
    private static final List<String> BODIES = List.of("request_body", "response_body", "provider_response_body");

    private final Clock clock;
    private final EventEncoder encoder = new EventEncoder();

    public LostCallEvents(Clock clock) {
        this.clock = clock;
    }

    /** Where the event would have more bytes than it may it goes without bodies. */
    @Override
    public @Nullable End end(OpenCall call, Place place) {
        End noted = call.end() == null ? null : noted(call.end(), place);
        if (noted != null) {
            return noted;
        }
        PreCallEvent recorded = decode(call.preCall(), PreCallEvent.getClassSchema());
        return recorded == null ? null : new End(SpooledKinds.of(EventKind.FAILURE), lost(call.key(), recorded, place));
    }

    private ByteBuffer lost(CallKey call, PreCallEvent recorded, Place place) {
        FailureEvent failure = failure(call.text(), recorded, place);
        byte[] body = encoder.body(EventKind.FAILURE, failure);
        if (body.length > place.largest()) {
            put(failure, "request_body", null);
            failure.setCapture("shed");
            body = encoder.body(EventKind.FAILURE, failure);
        }
        return ByteBuffer.wrap(body);
    }

    private @Nullable End noted(OpenCall.Kept end, Place place) {
        Schema writer = end.schema();
        if (writer == null) {
            return null;
        }
        boolean success = writer.getName().equals(SuccessEvent.getClassSchema().getName());
        EventKind kind = success ? EventKind.SUCCESS : EventKind.FAILURE;
        SpecificRecord event = decode(end, kind.schema());
        if (event == null) {
            return null;
        }
        put(event, "gateway_epoch", place.epoch());
        put(event, "lane", place.lane());
        put(event, "seq", place.seq());
        byte[] body = encoder.body(kind, event);
        if (body.length > place.largest()) {
            BODIES.forEach(column -> put(event, column, null));
            put(event, "capture", "shed");
            body = encoder.body(kind, event);
        }
        return body.length > place.largest() ? null : new End(SpooledKinds.of(kind), ByteBuffer.wrap(body));
    }

    private static void put(IndexedRecord event, String column, @Nullable Object value) {
        event.put(event.getSchema().getField(column).pos(), value);
    }

    private static <E extends SpecificRecord> @Nullable E decode(OpenCall.Kept event, Schema reader) {
        Schema writer = event.schema();
        if (writer == null) {
            return null;
        }
        byte[] body = new byte[event.body().remaining()];
        event.body().duplicate().get(body);
        try {
            return new SpecificDatumReader<E>(writer, reader)
                    .read(null, DecoderFactory.get().binaryDecoder(body, null));
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            return null; // no Avro body of that schema; the spool counts it
        }
    }

    private FailureEvent failure(String callId, PreCallEvent recorded, Place place) {
        FailureEvent failure = new FailureEvent();
        repeat(recorded, failure);
        failure.setEventId(EventIds.of(callId, EventKind.FAILURE));
        failure.setGatewayId(place.gatewayId());
        failure.setGatewayEpoch(place.epoch());
        failure.setLane(place.lane());
        failure.setSeq(place.seq());
        failure.setStartedAt(recorded.getEventTime());
        failure.setEventTime(clock.instant());
        failure.setErrorCode(GatewayError.GATEWAY_LOST.name());
        failure.setErrorType(GatewayError.GATEWAY_LOST.type());
        failure.setMessage("the gateway stopped before the call ended");
        failure.setOrigin(GatewayError.GATEWAY_LOST.origin().word());
        failure.setRetryable(GatewayError.GATEWAY_LOST.retryable());
        return failure;
    }

    /** Columns of the same name are repeated, the others get their defaults. */
    private static void repeat(PreCallEvent recorded, FailureEvent failure) {
        for (Schema.Field field : FailureEvent.getClassSchema().getFields()) {
            Schema.Field same = PreCallEvent.getClassSchema().getField(field.name());
            if (same != null) {
                failure.put(field.pos(), recorded.get(same.pos()));
            } else if (field.hasDefaultValue()) {
                failure.put(field.pos(), SpecificData.get().getDefaultValue(field));
            }
        }
    }
}
