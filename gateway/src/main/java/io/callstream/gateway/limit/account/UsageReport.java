package io.callstream.gateway.limit.account;

/**
 * What one gateway has used of a subject's limits.
 *
 * @param run since when it has counted, in milliseconds since 1970: the numbers of rates are counted from there
 */
public record UsageReport(long run, RatesUsed rates, MoneyUsed money) {
    /**
     * Of rates.
     *
     * @param requests since the run began
     * @param tokens since the run began
     * @param minuteRequests of all gateways in the last minute, as far as is known
     * @param minuteTokens of all gateways in the last minute, as far as is known
     * @param parallel calls under way
     */
    public record RatesUsed(long requests, long tokens, long minuteRequests, long minuteTokens, int parallel) {}

    /**
     * Of a budget, in 10^-9 US dollars.
     *
     * @param since start of the budget's period, in seconds since 1970
     * @param until its end; 0 for never
     * @param spent in that period, by earlier runs of the gateway, too
     * @param reserved by calls under way
     */
    public record MoneyUsed(long since, long until, long spent, long reserved) {}
}
