package io.callstream.gateway.limit.account;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Reads the time by both clocks at the price of one: the calendar's is looked at every tenth of a second, and goes on with the
 * other one between. A calendar that is set anew is seen after that time. Safe for all threads.
 */
final class Moments {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MOST_NANOS = 100 * NANOS_PER_MILLI;

    private final LongSupplier nanoTime;
    private final Clock clock;
    private volatile Read last;

    Moments(LongSupplier nanoTime, Clock clock) {
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.last = read(nanoTime.getAsLong());
    }

    /** Both clocks, read together. */
    private record Read(long nanos, long millis) {}

    Moment now() {
        long nanos = nanoTime.getAsLong();
        Read read = last;
        long since = nanos - read.nanos;
        if (since < 0 || since >= MOST_NANOS) {
            read = read(nanos);
            last = read;
            since = 0;
        }
        return new Moment(nanos, Instant.ofEpochMilli(read.millis + since / NANOS_PER_MILLI));
    }

    private Read read(long nanos) {
        return new Read(nanos, clock.millis());
    }
}
