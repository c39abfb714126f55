package io.callstream.spool;

/** The two kinds of traffic in a lane, read and acknowledged apart, so that bulk never holds up what matters. */
public enum LogStream {
    /** How calls began and ended, and whatever else is no bulk. */
    LIFECYCLE,
    /** Chunks of streamed answers. */
    CHUNKS;

    public static LogStream of(SpoolKind kind) {
        return kind.retention() == Retention.BULK ? CHUNKS : LIFECYCLE;
    }

    boolean carries(SpoolKind kind) {
        return this == of(kind);
    }
}
