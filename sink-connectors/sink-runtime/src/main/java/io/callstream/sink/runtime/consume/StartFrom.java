package io.callstream.sink.runtime.consume;

/** Where a sink's group starts in a partition it has never read. */
public enum StartFrom {
    /** With the oldest record that is kept: a new sink reads last week's calls. */
    EARLIEST,
    /** With what comes from now on. */
    LATEST
}
