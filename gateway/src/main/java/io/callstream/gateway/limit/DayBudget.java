package io.callstream.gateway.limit;

import java.util.concurrent.TimeUnit;

/** So many bytes in each day, counted from the start of the process. Safe for use by several threads. */
final class DayBudget {
    private final long most;
    private long day = Long.MIN_VALUE;
    private long taken;

    DayBudget(long most) {
        this.most = most;
    }

    /** Whether there was room for so many bytes; they are taken then. */
    synchronized boolean take(long nowNanos, long bytes) {
        long today = TimeUnit.NANOSECONDS.toDays(nowNanos);
        if (today != day) {
            day = today;
            taken = 0;
        }
        if (bytes > most - taken) {
            return false;
        }
        taken += bytes;
        return true;
    }
}
