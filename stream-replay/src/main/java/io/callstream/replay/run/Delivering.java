package io.callstream.replay.run;

import io.callstream.sink.runtime.consume.Tally;
import java.util.Optional;

/** The delivery of a job's events, under way. */
interface Delivering extends AutoCloseable {
    /** How events have ended so far. */
    Tally tally();

    /** How many there are. */
    long total();

    /** Whether all of them have come to their end. */
    boolean complete();

    /** What ended it before its time. */
    Optional<String> failure();

    /** What it waits for; empty while it gets on. */
    String trouble();

    default boolean over() {
        return complete() || failure().isPresent();
    }

    /** Finishes what is under way as far as it can. */
    @Override
    void close();
}
