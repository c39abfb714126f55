package io.callstream.gateway.limit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How much memory may be in use at once for what clients and providers send. A budget can have parts: what is taken from
 * a part is taken from the whole as well, so that a part cannot use up more than its own share. Safe for use by several
 * threads; never waits.
 */
public final class ByteBudget {
    /** From this size on the collector gives an array whole regions of the heap. */
    private static final int LARGE = 512 << 10;

    private static final int REGION = 1 << 20;

    private final long most;
    private final @Nullable ByteBudget whole;
    private final AtomicLong taken = new AtomicLong();
    private final LongAdder refused = new LongAdder();

    public ByteBudget(long most) {
        this(most, null);
    }

    private ByteBudget(long most, @Nullable ByteBudget whole) {
        if (most < 0) {
            throw new IllegalArgumentException("budget of " + most + " bytes (expected 0 or more)");
        }
        this.most = most;
        this.whole = whole;
    }

    /** A part of this budget that can take no more than its share. */
    public ByteBudget part(long share) {
        return new ByteBudget(Math.min(share, most), this);
    }

    /** What an array of this length takes of the heap; large ones take whole regions. */
    public static long heap(long length) {
        return length < LARGE ? length : (length + REGION) / REGION * REGION;
    }

    /** Takes all of it or nothing; what was taken is given back by {@link #give}. */
    public boolean take(long bytes) {
        if (taken.addAndGet(bytes) > most || whole != null && !whole.take(bytes)) {
            taken.addAndGet(-bytes);
            refused.increment();
            return false;
        }
        return true;
    }

    public void give(long bytes) {
        taken.addAndGet(-bytes);
        if (whole != null) {
            whole.give(bytes);
        }
    }

    /** A fresh hold on nothing. */
    public Hold hold() {
        return new Hold(this);
    }

    /** Most that may be taken. */
    public long most() {
        return most;
    }

    public long taken() {
        return taken.get();
    }

    /** How often there was too little left. */
    public long refused() {
        return refused.sum();
    }
}
