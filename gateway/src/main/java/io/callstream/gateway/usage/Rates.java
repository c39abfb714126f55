package io.callstream.gateway.usage;

/**
 * What a token costs, in 10^-12 US dollars: prices are given to the half and the quarter of a nano-dollar, and sums
 * have to be exact.
 *
 * @param input prompt token
 * @param output completion token
 * @param special kinds of token that may have a price of their own
 */
record Rates(long input, long output, Special special) {
    /**
     * Prices of kinds of token; the general one where there is none.
     *
     * @param cacheRead prompt token read from a cache
     * @param cacheCreation prompt token written to a cache
     * @param reasoning completion token spent on reasoning
     * @param inputAudio audio token of the prompt
     * @param outputAudio audio token of the completion
     * @param others kinds that only some providers tell apart
     */
    record Special(
            long cacheRead, long cacheCreation, long reasoning, long inputAudio, long outputAudio, Others others) {}

    /**
     * As {@link UsageDetails.Others}.
     *
     * @param cacheCreationLong prompt token written to a cache for an hour
     * @param inputImage image token of the prompt
     * @param outputImage image token of the completion
     */
    record Others(long cacheCreationLong, long inputImage, long outputImage) {}
}
