package io.callstream.gateway.usage;

/**
 * What a call cost, in 10^-9 US dollars. Every number is rounded once, from the exact sum, so that the parts may
 * differ from the total by one or two.
 *
 * @param input prompt tokens that were neither read from nor written to a cache
 * @param output completion tokens
 * @param cache cache reads and writes
 * @param priceVersion which prices were applied
 */
public record Cost(long total, long input, long output, long cache, String priceVersion) {}
