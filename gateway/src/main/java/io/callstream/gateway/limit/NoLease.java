package io.callstream.gateway.limit;

/** Nothing is limited. */
final class NoLease implements CallLease {
    private static final byte[] NO_HEADERS = new byte[0];

    @Override
    public void end() {}

    @Override
    public void settle(long usedTokens, long outputTokens, long costNanoUsd) {}

    @Override
    public byte[] headers() {
        return NO_HEADERS;
    }
}
