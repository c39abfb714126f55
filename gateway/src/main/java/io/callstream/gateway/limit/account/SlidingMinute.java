package io.callstream.gateway.limit.account;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What was used in the last minute, by seconds: a second counts until all of it lies more than a minute back, so that no
 * minute ever holds more than the limit. Safe for use by several threads; nobody waits.
 */
final class SlidingMinute {
    /** Seconds that count, the present one among them. */
    static final int SPAN = 61;

    /** A power of two; more than the span, so that a slot that is emptied is not yet that of a second to come. */
    private static final int SLOTS = 64;

    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong emptied;

    SlidingMinute(long second) {
        this.emptied = new AtomicLong(second - SPAN);
    }

    /** Takes all of it, or nothing when the minute would hold more than the limit. */
    boolean take(long amount, long limit, long second) {
        forget(second);
        long seen = used.get();
        while (seen + amount <= limit) {
            if (used.compareAndSet(seen, seen + amount)) {
                slots.addAndGet(slot(second), amount);
                return true;
            }
            seen = used.get();
        }
        return false;
    }

    /** Adds what was used, whatever the limit; negative to take back, which does nothing for a second long past. */
    void add(long amount, long at, long second) {
        forget(second);
        if (at > second - SPAN) {
            used.addAndGet(amount);
            slots.addAndGet(slot(at), amount);
        }
    }

    /** What others used in the last minute, as if they had used it evenly. */
    void spread(long amount, long second) {
        long minute = SPAN - 1;
        for (long i = 0; i < minute; i++) {
            add((i + 1) * amount / minute - i * amount / minute, second - minute + 1 + i, second);
        }
    }

    long used(long second) {
        forget(second);
        return Math.max(0, used.get());
    }

    /**
     * Seconds until so much can be taken; a minute and a bit when it never can. Looks from the present second back to the one that
     * has to be forgotten first, which under load is the present one.
     */
    int secondsUntil(long amount, long limit, long second) {
        forget(second);
        long room = limit - amount;
        long kept = 0;
        for (int age = 0; age < SPAN; age++) {
            kept += slots.get(slot(second - age));
            if (kept > room) {
                return SPAN - age;
            }
        }
        return 0;
    }

    private void forget(long second) {
        long last = second - SPAN;
        long done = emptied.get();
        if (last <= done) {
            return;
        }
        for (long past = Math.max(done + 1, last - SLOTS + 1); past <= last; past++) {
            used.addAndGet(-slots.getAndSet(slot(past), 0));
        }
        emptied.accumulateAndGet(last, Math::max);
    }

    private static int slot(long second) {
        return (int) second & SLOTS - 1;
    }
}
