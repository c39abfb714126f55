package io.callstream.gateway.limit.account;

import java.time.Instant;

/**
 * A time by both clocks.
 *
 * @param nanos by a clock that only goes forward
 * @param wall what calendars go by
 */
record Moment(long nanos, Instant wall) {
    private static final long NANOS = 1_000_000_000L;

    long second() {
        return Math.floorDiv(nanos, NANOS);
    }
}
