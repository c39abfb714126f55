package io.callstream.gateway.route.state;

import java.util.concurrent.atomic.AtomicLong;

/** A count that begins anew with every minute. Safe for all threads, without locks: minute and count are one number. */
final class MinuteCount {
    private static final int COUNT_BITS = 40;
    private static final long COUNT = (1L << COUNT_BITS) - 1;

    private final AtomicLong packed = new AtomicLong();

    /** @param minute the number of the minute that it is */
    void add(long minute, long more) {
        long before = packed.get();
        while (!packed.compareAndSet(before, with(before, minute, more))) {
            before = packed.get();
        }
    }

    private static long with(long before, long minute, long more) {
        long count = before >>> COUNT_BITS == minute ? before & COUNT : 0;
        return minute << COUNT_BITS | Math.min(COUNT, count + more);
    }

    /** How many there are in this minute. */
    long of(long minute) {
        long now = packed.get();
        return now >>> COUNT_BITS == minute ? now & COUNT : 0;
    }
}
