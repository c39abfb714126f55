package io.callstream.analytics.sinks;

import java.util.Map;

/** What is known of the sinks now, by their names. Safe for use by several threads, and never blocks. */
@FunctionalInterface
public interface SinkReadings {
    /** Nobody looks. */
    SinkReadings NONE = Map::of;

    Map<String, SinkReading> latest();
}
