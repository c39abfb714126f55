package io.callstream.sink;

import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import java.time.Instant;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** One event of a call. */
public sealed interface CallEvent extends SinkEvent {
    record PreCall(PreCallEvent event) implements CallEvent {}

    record Chunk(ChunkEvent event) implements CallEvent {}

    record Success(SuccessEvent event) implements CallEvent {}

    record Failure(FailureEvent event) implements CallEvent {}

    /** @throws ClassCastException if the record is not of the kind's type */
    static CallEvent of(EventKind kind, SpecificRecord event) {
        return switch (kind) {
            case PRE_CALL -> new PreCall((PreCallEvent) event);
            case CHUNK -> new Chunk((ChunkEvent) event);
            case SUCCESS -> new Success((SuccessEvent) event);
            case FAILURE -> new Failure((FailureEvent) event);
        };
    }

    /** Calls the function that fits; a new kind of event breaks every user at compile time. */
    default <T> T match(
            Function<PreCallEvent, T> preCall,
            Function<ChunkEvent, T> chunk,
            Function<SuccessEvent, T> success,
            Function<FailureEvent, T> failure) {
        if (this instanceof PreCall it) {
            return preCall.apply(it.event());
        }
        if (this instanceof Chunk it) {
            return chunk.apply(it.event());
        }
        if (this instanceof Success it) {
            return success.apply(it.event());
        }
        return failure.apply(((Failure) this).event());
    }

    default EventKind kind() {
        return match(
                preCall -> EventKind.PRE_CALL,
                chunk -> EventKind.CHUNK,
                success -> EventKind.SUCCESS,
                failure -> EventKind.FAILURE);
    }

    @Override
    default String eventId() {
        return match(
                PreCallEvent::getEventId, ChunkEvent::getEventId, SuccessEvent::getEventId, FailureEvent::getEventId);
    }

    default String callId() {
        return match(PreCallEvent::getCallId, ChunkEvent::getCallId, SuccessEvent::getCallId, FailureEvent::getCallId);
    }

    @Override
    default Instant eventTime() {
        return match(
                PreCallEvent::getEventTime,
                ChunkEvent::getEventTime,
                SuccessEvent::getEventTime,
                FailureEvent::getEventTime);
    }

    @Override
    default SpecificRecord avro() {
        return match(preCall -> preCall, chunk -> chunk, success -> success, failure -> failure);
    }
}
