package io.callstream.gateway.limit;

/**
 * What a call has taken of its limits. Whoever ends the call ends the lease; what the call really used is said once, then or
 * later. For the call's event loop only.
 */
public interface CallLease {
    /** Of a call without limits. */
    CallLease NONE = new NoLease();

    /** The call has ended, well or badly: its place among the calls at once is free. Later calls change nothing. */
    void end();

    /**
     * What it used takes the place of what was reserved. Later calls change nothing.
     *
     * @param usedTokens prompt and completion together; negative when nobody knows
     * @param outputTokens of the completion; negative when nobody knows
     * @param costNanoUsd in 10^-9 US dollars; 0 when it has no price
     */
    void settle(long usedTokens, long outputTokens, long costNanoUsd);

    /** Header lines for the client, which say what is left; empty when nothing is limited. */
    byte[] headers();
}
