package io.callstream.gateway.limit.account;

/** Ends calls that a test has let through. */
final class CallLeases {
    private CallLeases() {}

    /** The call has ended, and cost this much in 10^-9 US dollars. */
    static void endsWith(Verdict granted, long nanoUsd) {
        Verdict.Granted call = (Verdict.Granted) granted;
        call.lease().end();
        call.lease().settle(30, 20, nanoUsd);
    }
}
