package io.callstream.gateway.usage;

/**
 * What kinds of tokens a usage consists of. A negative number means that it is not known.
 *
 * @param cacheRead prompt tokens read from the provider's cache
 * @param cacheCreation prompt tokens written to it
 * @param reasoning completion tokens spent on reasoning
 * @param promptAudio audio tokens of the prompt
 * @param completionAudio audio tokens of the completion
 * @param others kinds that only some providers tell apart
 */
public record UsageDetails(
        long cacheRead, long cacheCreation, long reasoning, long promptAudio, long completionAudio, Others others) {
    /**
     * Kinds of tokens that have a price of their own with some providers.
     *
     * @param cacheCreationLong the part of {@link #cacheCreation} that is kept for an hour
     * @param promptImage image tokens of the prompt
     * @param completionImage image tokens of the completion
     */
    public record Others(long cacheCreationLong, long promptImage, long completionImage) {
        static final Others UNKNOWN = new Others(Usage.UNKNOWN, Usage.UNKNOWN, Usage.UNKNOWN);
    }

    public UsageDetails(long cacheRead, long cacheCreation, long reasoning, long promptAudio, long completionAudio) {
        this(cacheRead, cacheCreation, reasoning, promptAudio, completionAudio, Others.UNKNOWN);
    }

    public static final UsageDetails UNKNOWN =
            new UsageDetails(Usage.UNKNOWN, Usage.UNKNOWN, Usage.UNKNOWN, Usage.UNKNOWN, Usage.UNKNOWN);
}
