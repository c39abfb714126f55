package io.callstream.spool;

/** How short a lane is of space, and hence what it gives up. Each level includes the ones before it. */
public enum Pressure {
    /** Everything is kept. */
    NONE,
    /** Chunks are shed; the terminal event still carries the assembled answer. */
    SHED_CHUNKS,
    /** Recorders are asked to encode events without bodies ({@code capture = shed}). */
    SHED_CONTENT,
    /** Pre-calls are shed too; terminal events repeat what they said. */
    SHED_PRE_CALLS,
    /** Not even a small terminal event is sure to be kept. */
    FULL;

    boolean atLeast(Pressure other) {
        return compareTo(other) >= 0;
    }
}
