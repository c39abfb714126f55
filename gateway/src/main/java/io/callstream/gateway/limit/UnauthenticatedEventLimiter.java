package io.callstream.gateway.limit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many refused callers are recorded as events in each second, and how large these are in each day, so that nobody fills
 * the spool and the topics from outside; the rest is counted here. Safe for use by several threads.
 */
public final class UnauthenticatedEventLimiter {
    private static final int COUNT_BITS = 20;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    private final int perSecond;
    private final DayBudget day;
    /** The second, and below it how many were recorded in it. */
    private final AtomicLong window = new AtomicLong();

    private final LongAdder unrecorded = new LongAdder();

    /**
     * Bounds both.
     *
     * @param perSecond 0 to 1,000,000
     * @param bytesPerDay of their events
     */
    public UnauthenticatedEventLimiter(int perSecond, long bytesPerDay) {
        if (perSecond < 0 || perSecond > 1_000_000) {
            throw new IllegalArgumentException("refused events per second: " + perSecond + " (expected 0 to 1000000)");
        }
        this.perSecond = perSecond;
        this.day = new DayBudget(bytesPerDay);
    }

    /**
     * Whether this refusal may be recorded; otherwise it is counted.
     *
     * @param bytes about the size of its events
     */
    public boolean take(long nowNanos, long bytes) {
        boolean recorded = takeSecond(nowNanos) && day.take(nowNanos, bytes);
        if (!recorded) {
            unrecorded.increment();
        }
        return recorded;
    }

    private boolean takeSecond(long nowNanos) {
        long second = TimeUnit.NANOSECONDS.toSeconds(nowNanos) & Long.MAX_VALUE >>> COUNT_BITS;
        while (true) {
            long seen = window.get();
            long recorded = seen >>> COUNT_BITS == second ? seen & COUNT_MASK : 0;
            if (recorded >= perSecond) {
                return false;
            }
            if (window.compareAndSet(seen, second << COUNT_BITS | recorded + 1)) {
                return true;
            }
        }
    }

    /** Refusals that no event records. */
    public long unrecorded() {
        return unrecorded.sum();
    }
}
