package io.callstream.sink.runtime.deliver;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests a destination gets at once: halved when it is overloaded or away, one more after each round that it
 * took (additive increase, multiplicative decrease, as TCP does). Never below one, which is the probe that finds out
 * whether it is back. Safe for use by several threads.
 */
public final class ConcurrencyLimit {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int limit;
    private int active;
    private int taken;
    private long cuts;

    /** @param most the limit at first, and never exceeded; at least 1 */
    public ConcurrencyLimit(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("concurrency: " + most + " (expected at least 1)");
        }
        this.most = most;
        this.limit = most;
    }

    /** What a request said about the destination's load. */
    enum Sign {
        TAKEN,
        OVERLOADED,
        NEITHER
    }

    /** A request under way. */
    final class Turn {
        private final long cutsBefore;

        private Turn(long cutsBefore) {
            this.cutsBefore = cutsBefore;
        }

        /** To be called once. */
        void end(Sign sign) {
            lock.lock();
            try {
                active--;
                if (sign == Sign.TAKEN) {
                    grow();
                } else if (sign == Sign.OVERLOADED && cutsBefore == cuts) {
                    cut();
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** How many requests may be under way now. */
    public int now() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a turn. */
    Turn begin() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (active >= limit) {
                changed.await();
            }
            active++;
            return new Turn(cuts);
        } finally {
            lock.unlock();
        }
    }

    private void grow() {
        taken++;
        if (taken >= limit) {
            taken = 0;
            limit = Math.min(most, limit + 1);
        }
    }

    /** Requests that began before the last cut say nothing about what it has changed. */
    private void cut() {
        cuts++;
        taken = 0;
        limit = Math.max(1, limit / 2);
    }
}
