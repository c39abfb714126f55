package io.callstream.gateway.limit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many refused callers are told as events in each second, and how large these are in each day, so that nobody fills
 * the spool and the topics from outside; the rest is counted here. Safe for use by several threads.
 */
public final class UnauthenticatedEventLimiter {
    private static final int COUNT_BITS = 20;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    private final int perSecond;
    private final DayBudget day;
    /** The second, and below it how many were told in it. */
    private final AtomicLong window = new AtomicLong();

    private final LongAdder untold = new LongAdder();

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
     * Whether this refusal may be told; otherwise it is counted.
     *
     * @param bytes about the size of its events
     */
    public boolean take(long nowNanos, long bytes) {
        boolean told = takeSecond(nowNanos) && day.take(nowNanos, bytes);
        if (!told) {
            untold.increment();
        }
        return told;
    }

    private boolean takeSecond(long nowNanos) {
        long second = TimeUnit.NANOSECONDS.toSeconds(nowNanos) & Long.MAX_VALUE >>> COUNT_BITS;
        while (true) {
            long seen = window.get();
            long told = seen >>> COUNT_BITS == second ? seen & COUNT_MASK : 0;
            if (told >= perSecond) {
                return false;
            }
            if (window.compareAndSet(seen, second << COUNT_BITS | told + 1)) {
                return true;
            }
        }
    }

    /** Refusals that no event tells. */
    public long untold() {
        return untold.sum();
    }
}
