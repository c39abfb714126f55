package io.callstream.gateway.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the deadlines of one event loop at a fixed pace, which is also how late a deadline may be noticed. Only for
 * that loop's thread.
 */
public final class DeadlineScanner {
    /** How often deadlines are looked at. */
    public static final long PACE_MILLIS = 20;

    private final Ticker ticker;
    private final List<Deadline> deadlines = new ArrayList<>();
    private final List<Deadline> passed = new ArrayList<>();

    /** @param ticker the time that deadlines are set by */
    public DeadlineScanner(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Nanoseconds by the clock that deadlines are set by; only their differences mean anything. */
    public long now() {
        return ticker.nanoTime();
    }

    /** Starts sweeping; ends with the loop. */
    public void start(EventLoop loop) {
        loop.scheduleWithFixedDelay(() -> sweep(now()), PACE_MILLIS, PACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    public void add(Deadline deadline) {
        if (deadline.slot < 0) {
            deadline.slot = deadlines.size();
            deadlines.add(deadline);
        }
    }

    /** How many are looked at, whether set or not. */
    public int size() {
        return deadlines.size();
    }

    /** Takes the last one's place, so that removal costs the same for any number of deadlines. */
    public void remove(Deadline deadline) {
        int slot = deadline.slot;
        if (slot < 0) {
            return;
        }
        Deadline last = deadlines.remove(deadlines.size() - 1);
        if (last != deadline) {
            deadlines.set(slot, last);
            last.slot = slot;
        }
        deadline.slot = -1;
    }

    /** Collects first: whoever is called may add and remove deadlines. */
    void sweep(long now) {
        for (Deadline each : deadlines) {
            if (each.passedAt(now)) {
                passed.add(each);
            }
        }
        for (Deadline each : passed) {
            if (each.slot >= 0 && each.passedAt(now)) {
                each.clear();
                each.passed();
            }
        }
        passed.clear();
    }
}
