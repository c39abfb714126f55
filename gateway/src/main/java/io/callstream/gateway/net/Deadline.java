package io.callstream.gateway.net;

/**
 * Something that must have happened by a certain time. Setting the time costs a field write: one {@link DeadlineScanner}
 * for each event loop looks at all deadlines now and then, in place of a timer for each call. Not for use outside that
 * loop.
 */
public abstract class Deadline {
    /** No time is set. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Place in the sweep; negative when not in it. */
    int slot = -1;

    private long at = NEVER;

    /** @param nanos by {@link DeadlineScanner#now()}, or {@link #NEVER} */
    public final void set(long nanos) {
        at = nanos;
    }

    public final void clear() {
        at = NEVER;
    }

    final boolean passedAt(long now) {
        return at != NEVER && at - now <= 0;
    }

    /** The time has passed; it is cleared already. */
    protected abstract void passed();
}
