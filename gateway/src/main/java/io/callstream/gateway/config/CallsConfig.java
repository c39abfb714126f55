package io.callstream.gateway.config;

/**
 * What is done with calls beside sending them.
 *
 * @param hooks that see them
 * @param cache that may answer them
 * @param responses that later ones go on from
 * @param prices by which they are reckoned
 * @param demands on what they say
 * @param callers what they may say of themselves
 */
public record CallsConfig(
        HooksConfig hooks,
        CacheConfig cache,
        ResponsesConfig responses,
        PricesConfig prices,
        DemandsConfig demands,
        CallerConfig callers) {}
