package io.callstream.sink.loki;

import io.callstream.sink.CallEvent;
import java.util.Map;

/**
 * A log line. The same event always makes the same line at the same time, by which Loki tells repeats apart.
 *
 * @param nanos when it happened, since 1970
 * @param text the event as JSON
 * @param metadata structured metadata
 */
record Line(long nanos, String text, Map<String, String> metadata) {
    private static final long MILLI = 1_000_000;

    static Line of(CallEvent event, String text, Map<String, String> metadata) {
        return new Line(event.eventTime().toEpochMilli() * MILLI, text, metadata);
    }
}
