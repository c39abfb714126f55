package io.callstream.sink;

import io.callstream.events.ErasureEvent;
import io.callstream.events.erasure.Owner;
import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * A request to remove what a destination holds of one subject. Sent again after an outage or a rebalance, and whenever an event of the subject may
 * have been delivered meanwhile: a removal finds nothing to do then, and says so.
 */
public record Erasure(ErasureEvent request, Subject subject) implements SinkEvent {
    /** Empty for a kind of subject that only a later version knows. */
    public static Optional<Erasure> of(ErasureEvent request) {
        return SubjectKind.ofWord(request.getSubjectKind())
                .map(kind -> new Erasure(request, new Subject(kind, request.getSubject())));
    }

    /** Identifies the request; what logs and messages say in place of the subject. */
    @Override
    public String eventId() {
        return request.getErasureId();
    }

    /** When it was asked for. */
    @Override
    public Instant eventTime() {
        return request.getRequestedAt();
    }

    @Override
    public SpecificRecord avro() {
        return request;
    }

    /**
     * Whether the event is the subject's. What a destination stores of a call as one row or object is the subject's if any event of the
     * call is; chunks that it stores apart are those of such a call.
     */
    public boolean matches(CallEvent event) {
        return subject.matches(Owner.of(event.avro()));
    }

    /** Without the subject. */
    @Override
    public String toString() {
        return "Erasure[" + eventId() + ']';
    }
}
