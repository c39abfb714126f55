package io.callstream.gateway.limit;

import java.util.concurrent.atomic.AtomicInteger;

/** How many client connections may be open at once. Safe for use by several threads. */
public final class ConnectionBudget {
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    public ConnectionBudget(int most) {
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

    public int open() {
        return open.get();
    }
}
