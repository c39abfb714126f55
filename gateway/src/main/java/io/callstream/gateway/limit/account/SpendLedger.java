package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.LimitSubject;

/** What was spent according to the ledger of all calls, which is complete and some seconds late. Safe for all threads. */
@FunctionalInterface
public interface SpendLedger {
    /** Knows nothing. */
    SpendLedger NONE = (subject, since) -> 0;

    /**
     * In 10^-9 US dollars.
     *
     * @param since seconds since 1970; the ledger has days, and those that began earlier do not count
     */
    long spentNanoUsd(LimitSubject subject, long since);

    /** Whether it has been read to its end. */
    default boolean current() {
        return true;
    }
}
