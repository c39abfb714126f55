package io.callstream.sink;

/** What comes of an event that a destination gets again, under the same id. */
public enum Repeats {
    /** It stands there once: the destination knows the id. */
    MERGED,
    /** It may stand there as often as it was delivered. */
    KEPT
}
