package io.callstream.gateway.usage;

/**
 * What kinds of tokens a usage consists of. A negative number means that it is not known.
 *
 * @param cacheRead prompt tokens read from the provider's cache
 * @param cacheCreation prompt tokens written to it
 * @param reasoning completion tokens spent on reasoning
 * @param promptAudio audio tokens of the prompt
 * @param completionAudio audio tokens of the completion
 */
public record UsageDetails(long cacheRead, long cacheCreation, long reasoning, long promptAudio, long completionAudio) {
    public static final UsageDetails UNKNOWN =
            new UsageDetails(Usage.UNKNOWN, Usage.UNKNOWN, Usage.UNKNOWN, Usage.UNKNOWN, Usage.UNKNOWN);
}
