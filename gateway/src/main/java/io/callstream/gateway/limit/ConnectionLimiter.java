package io.callstream.gateway.limit;

import java.util.concurrent.atomic.AtomicInteger;

/** How many client connections may be open at once. Safe for use by several threads. */
public final class ConnectionLimiter {
    /** Probes come one at a time, from a few places. */
    private static final int RESERVE = 32;

    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger reserved = new AtomicInteger();

    public ConnectionLimiter(int most) {
        this.most = most;
    }

    /** Takes a place; every one taken is given back by {@link #leave()}. */
    public boolean enter() {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return false;
        }
        return true;
    }

    public void leave() {
        open.decrementAndGet();
    }

    /** Takes one of a few places kept for asking how the gateway is; given back by {@link #leaveReserve()}. */
    public boolean enterReserve() {
        if (reserved.incrementAndGet() > RESERVE) {
            reserved.decrementAndGet();
            return false;
        }
        return true;
    }

    public void leaveReserve() {
        reserved.decrementAndGet();
    }

    /** Those in the reserve left out. */
    public int open() {
        return open.get();
    }
}
