package io.callstream.gateway.limit.account;

/**
 * What one gateway has spent of a budget since a time, and what its calls under way may spend, in 10^-9 US dollars.
 *
 * @param since start of the period, in seconds since 1970
 * @param open calls under way
 */
record Money(long since, long spent, long reserved, int open) {
    static final Money NOTHING = new Money(0, 0, 0, 0);

    /** A new period begins; calls under way will be paid in it. */
    Money in(long period) {
        return period == since ? this : new Money(period, 0, reserved, open);
    }

    Money reserve(long amount) {
        return new Money(since, spent, reserved + amount, open + 1);
    }

    Money settle(long amount, long cost) {
        return new Money(since, spent + cost, reserved - amount, open - 1);
    }

    long used() {
        return spent + reserved;
    }
}
