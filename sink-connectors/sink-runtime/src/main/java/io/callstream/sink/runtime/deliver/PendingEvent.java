package io.callstream.sink.runtime.deliver;

import io.callstream.sink.SinkEvent;

/**
 * An event on its way to a sink.
 *
 * @param event what the sink sees
 * @param original the record it was read from
 */
public record PendingEvent(SinkEvent event, SourceRecord original) {
    /** The event's size in its topic. */
    public int bytes() {
        return original.value().length;
    }
}
