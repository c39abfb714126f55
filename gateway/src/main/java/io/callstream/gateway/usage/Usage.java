package io.callstream.gateway.usage;

/**
 * Tokens of a call. A negative number means that it is not known.
 *
 * @param promptTokens tokens of the prompt, cached ones included
 * @param completionTokens tokens of the completion, reasoning included
 * @param totalTokens both together
 */
public record Usage(
        long promptTokens, long completionTokens, long totalTokens, UsageDetails details, UsageSource source) {
    public static final long UNKNOWN = -1;

    /** Nobody reported or counted it. */
    public static final Usage UNCOUNTED =
            new Usage(UNKNOWN, UNKNOWN, UNKNOWN, UsageDetails.UNKNOWN, UsageSource.UNKNOWN);

    /** Usage of which only the two sums are known. */
    public static Usage of(long promptTokens, long completionTokens, UsageSource source) {
        return new Usage(promptTokens, completionTokens, promptTokens + completionTokens, UsageDetails.UNKNOWN, source);
    }
}
