package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.CallLease;

/** Whether a call may go on. */
public sealed interface Verdict {
    /** It may. */
    record Granted(CallLease lease) implements Verdict {}

    /**
     * It may not.
     *
     * @param headers lines for the client, which say what is left and when to try again
     */
    record Refused(Refusal refusal, byte[] headers) implements Verdict {}
}
