package io.callstream.gateway.usage;

/**
 * What a call cost, in 10^-9 US dollars. Every number is rounded once, from the exact sum, so that the parts may
 * differ from the total by one or two.
 *
 * @param input prompt tokens that were neither read from nor written to a cache
 * @param output completion tokens
 * @param cache cache reads and writes
 * @param priceVersion which prices were applied
 * @param saved what it would have cost, had its answer not been at hand already; negative when it was not
 */
public record Cost(long total, long input, long output, long cache, String priceVersion, long saved) {
    private static final long NOTHING_SAVED = -1;

    public Cost(long total, long input, long output, long cache, String priceVersion) {
        this(total, input, output, cache, priceVersion, NOTHING_SAVED);
    }

    /** Of the same answer when it is given again without asking anybody. */
    public Cost repeated() {
        return new Cost(0, 0, 0, 0, priceVersion, total);
    }
}
