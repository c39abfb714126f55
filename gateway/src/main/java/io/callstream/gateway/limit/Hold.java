package io.callstream.gateway.limit;

/**
 * What one owner holds of a {@link ByteBudget}: it grows and shrinks in steps, so that small changes cost nothing, and
 * gives all of it back exactly once. For one thread at a time.
 */
public final class Hold implements AutoCloseable {
    private static final int STEP = 4 << 10;

    private final ByteBudget budget;
    private long used;
    private long taken;
    private boolean closed;

    Hold(ByteBudget budget) {
        this.budget = budget;
    }

    /**
     * Holds so many bytes more.
     *
     * @return false when the budget is used up; then nothing has changed
     */
    public boolean more(long bytes) {
        long wanted = steps(used + bytes);
        if (wanted > taken) {
            if (closed || !budget.take(wanted - taken)) {
                return false;
            }
            taken = wanted;
        }
        used += bytes;
        return true;
    }

    /** Holds so many bytes less. */
    public void less(long bytes) {
        used = Math.max(0, used - bytes);
        long kept = steps(used);
        if (kept < taken) {
            budget.give(taken - kept);
            taken = kept;
        }
    }

    /** Most that the budget has for all its owners. */
    public long most() {
        return budget.most();
    }

    /** Whether there is room for so many bytes, without taking any; another owner may be faster. */
    public boolean roomFor(long bytes) {
        return budget.taken() + bytes <= budget.most();
    }

    /** Whether the whole budget, with nobody else in it, could not give so much. */
    public boolean neverRoomFor(long bytes) {
        return bytes > budget.most();
    }

    /** Gives everything back. What is asked for afterwards is refused. */
    @Override
    public void close() {
        closed = true;
        used = 0;
        if (taken > 0) {
            budget.give(taken);
            taken = 0;
        }
    }

    private static long steps(long bytes) {
        return (bytes + STEP - 1) / STEP * STEP;
    }
}
