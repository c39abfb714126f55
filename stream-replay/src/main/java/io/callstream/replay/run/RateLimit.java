package io.callstream.replay.run;

import io.callstream.sink.runtime.consume.Pace;
import java.util.function.LongSupplier;

/** At most so many events a second, in bursts of a quarter of a second. Safe for use by several threads. */
final class RateLimit implements Pace {
    private static final double NANOS = 1e9;
    private static final double BURST_SECONDS = 0.25;

    private final double rate;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledAt;

    /**
     * @param rate events a second
     * @param nanoTime as {@link System#nanoTime}
     */
    RateLimit(double rate, LongSupplier nanoTime) {
        this.rate = rate;
        this.nanoTime = nanoTime;
        this.filledAt = nanoTime.getAsLong();
    }

    @Override
    public synchronized boolean open() {
        long now = nanoTime.getAsLong();
        tokens = Math.min(1 + rate * BURST_SECONDS, tokens + (now - filledAt) / NANOS * rate);
        filledAt = now;
        return tokens >= 1;
    }

    @Override
    public synchronized void admitted() {
        tokens--;
    }
}
