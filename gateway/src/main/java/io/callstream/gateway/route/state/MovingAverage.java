package io.callstream.gateway.route.state;

import java.util.concurrent.atomic.AtomicLong;

/**
 * An average in which a measurement counts the less the more have come after it. Safe for all threads, without locks; of two
 * measurements at the same moment both count.
 */
final class MovingAverage {
    private static final double SHARE_OF_LATEST = 0.3;
    private static final long NONE = Double.doubleToRawLongBits(Double.NaN);

    private final AtomicLong average = new AtomicLong(NONE);
    private volatile long latest;

    /** @param now when it was measured, in nanoseconds */
    void add(double value, long now) {
        long before = average.get();
        while (!average.compareAndSet(before, with(before, value))) {
            before = average.get();
        }
        latest = now;
    }

    private static long with(long before, double value) {
        double known = Double.longBitsToDouble(before);
        double next = Double.isNaN(known) ? value : known + SHARE_OF_LATEST * (value - known);
        return Double.doubleToRawLongBits(next);
    }

    /** The average; NaN when nothing was measured within {@code ttl} nanoseconds before now. */
    double get(long now, long ttl) {
        double known = Double.longBitsToDouble(average.get());
        return Double.isNaN(known) || now - latest > ttl ? Double.NaN : known;
    }
}
