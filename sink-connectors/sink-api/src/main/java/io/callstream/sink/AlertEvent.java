package io.callstream.sink;

import io.callstream.events.AlertRecord;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** A rule began to hold, or ceased to. It says nothing of what was said in a call. */
public record AlertEvent(AlertRecord alert) implements SinkEvent {
    private static final String RESOLVED = "resolved";

    /** @throws ClassCastException if the record is no alert */
    static AlertEvent of(SpecificRecord record) {
        return new AlertEvent((AlertRecord) record);
    }

    @Override
    public String eventId() {
        return alert.getEventId();
    }

    /** When the rule began to hold, or ceased to. */
    @Override
    public Instant eventTime() {
        return alert.getEventTime();
    }

    @Override
    public SpecificRecord avro() {
        return alert;
    }

    /** Whether it says that the alert is over. */
    public boolean resolved() {
        return alert.getState().equals(RESOLVED);
    }
}
