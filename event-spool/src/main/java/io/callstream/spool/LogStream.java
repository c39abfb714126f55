package io.callstream.spool;

import io.callstream.events.EventKind;

/** The two kinds of traffic in a lane, read and acknowledged apart, so that bulk never holds up what matters. */
public enum LogStream {
    /** Pre-calls, successes and failures. */
    LIFECYCLE,
    /** Chunks of streamed answers. */
    CHUNKS;

    public static LogStream of(EventKind kind) {
        return kind == EventKind.CHUNK ? CHUNKS : LIFECYCLE;
    }

    boolean carries(EventKind kind) {
        return this == of(kind);
    }
}
