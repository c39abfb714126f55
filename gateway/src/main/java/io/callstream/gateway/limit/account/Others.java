package io.callstream.gateway.limit.account;

/**
 * What other gateways have used of a budget and have under way, as far as is known.
 *
 * @param since start of the period, in seconds since 1970
 * @param reserved by calls under way on gateways that are running
 * @param parallel calls under way on them
 */
record Others(long since, long spent, long reserved, int parallel) {
    static final Others NONE = new Others(0, 0, 0, 0);

    /** What they have used in another period is of no interest. */
    Others in(long period) {
        return period == since ? this : new Others(period, 0, 0, parallel);
    }
}
