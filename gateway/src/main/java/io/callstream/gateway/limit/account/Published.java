package io.callstream.gateway.limit.account;

/**
 * What this gateway has said of its own use of a budget, and what of that others know for sure.
 *
 * @param since start of the period, in seconds since 1970
 * @param seen what others know: it was written long enough ago
 * @param earlier written, and not yet known to be seen
 * @param latest written last
 */
record Published(long since, long seen, Write earlier, Write latest) {
    static final Published NOTHING = new Published(0, 0, Write.NEVER, Write.NEVER);

    /** From Kafka's acknowledgement until every other gateway has read it, with room to spare. */
    static final long SPREADS_NANOS = 400_000_000L;

    /**
     * An amount that Kafka has acknowledged.
     *
     * @param made whether there is one
     */
    record Write(long amount, long nanos, boolean made) {
        static final Write NEVER = new Write(0, 0, false);

        boolean seen(Moment now) {
            return made && now.nanos() - nanos >= SPREADS_NANOS;
        }
    }

    /** What others know of this gateway's use in a period. */
    long seenByOthers(long period, Moment now) {
        if (period != since) {
            return 0;
        }
        if (latest.seen(now)) {
            return latest.amount;
        }
        return earlier.seen(now) ? earlier.amount : seen;
    }

    /** Something else has been written. */
    Published write(long period, long amount, Moment now) {
        Write write = new Write(amount, now.nanos(), true);
        if (period != since) {
            return new Published(period, 0, Write.NEVER, write);
        }
        boolean waits = earlier.made && !earlier.seen(now);
        return new Published(period, seenByOthers(period, now), waits ? earlier : latest, write);
    }
}
