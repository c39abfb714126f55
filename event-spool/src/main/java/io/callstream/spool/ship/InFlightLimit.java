package io.callstream.spool.ship;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that may be on their way at once. Kept well below the producer's buffer, because a producer whose buffer is
 * full blocks its caller.
 */
final class InFlightLimit {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    InFlightLimit(long limit) {
        this.limit = limit;
    }

    /** Whether more may be sent; a single large record may go beyond the limit. */
    boolean free() {
        return used.get() < limit;
    }

    void take(int bytes) {
        used.addAndGet(bytes);
    }

    void giveBack(int bytes) {
        used.addAndGet(-bytes);
    }
}
