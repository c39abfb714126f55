package io.callstream.gateway.cache;

import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps calls from waiting for something that does not answer: after a few failures in a row nothing is tried for a while,
 * then one call tries for all. Safe for all threads.
 */
final class CircuitBreaker {
    private static final int FAILURES = 5;
    private static final long SHORTEST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int MOST_DOUBLINGS = 5;

    private final Ticker ticker;
    private final AtomicInteger failures = new AtomicInteger();
    /** Nothing is tried before; only of meaning after {@link #FAILURES} failures. */
    private final AtomicLong nextTry = new AtomicLong();

    CircuitBreaker(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Whether to try. Whoever gets a yes has to say what came of it. */
    boolean allows() {
        int failed = failures.get();
        if (failed < FAILURES) {
            return true;
        }
        long now = ticker.nanoTime();
        long due = nextTry.get();
        return now - due >= 0 && nextTry.compareAndSet(due, now + pause(failed));
    }

    /** There is reason to believe that it would answer again. */
    void tryNow() {
        nextTry.set(ticker.nanoTime());
    }

    void succeeded() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    void failed() {
        int failed = failures.updateAndGet(before -> Math.min(before + 1, FAILURES + MOST_DOUBLINGS));
        if (failed >= FAILURES) {
            nextTry.set(ticker.nanoTime() + pause(failed));
        }
    }

    private static long pause(int failed) {
        return Math.min(LONGEST_NANOS, SHORTEST_NANOS << Math.max(0, failed - FAILURES));
    }
}
