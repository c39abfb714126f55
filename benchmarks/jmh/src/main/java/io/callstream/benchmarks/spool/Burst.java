package io.callstream.benchmarks.spool;

/** How many events one measured invocation keeps: what one event loop tells in some 30 ms under full load. */
final class Burst {
    static final int EVENTS = 4_000;

    private Burst() {}
}
