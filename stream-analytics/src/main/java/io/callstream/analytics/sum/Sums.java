package io.callstream.analytics.sum;

/** Adds what providers claim, which may be any number: a sum stays at the largest one rather than ending the ledger. */
public final class Sums {
    private Sums() {}

    /** The sum; {@link Long#MAX_VALUE} or {@link Long#MIN_VALUE} where no long holds it. */
    public static long of(long one, long other) {
        long sum = one + other;
        boolean overflown = ((one ^ sum) & (other ^ sum)) < 0;
        return overflown ? one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE : sum;
    }
}
