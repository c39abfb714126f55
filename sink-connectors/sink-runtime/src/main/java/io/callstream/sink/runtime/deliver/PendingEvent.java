package io.callstream.sink.runtime.deliver;

import io.callstream.events.erasure.Owner;
import io.callstream.sink.SinkEvent;

/**
 * An event on its way to a sink.
 *
 * @param event what the sink sees
 * @param original the record it was read from
 * @param owner whose it is, also where the sink is not to see that
 */
public record PendingEvent(SinkEvent event, SourceRecord original, Owner owner) {
    /** An event that says whose it is. */
    public PendingEvent(SinkEvent event, SourceRecord original) {
        this(event, original, Owner.of(event.avro()));
    }

    /** The event's size in its topic. */
    public int bytes() {
        return original.value().length;
    }
}
