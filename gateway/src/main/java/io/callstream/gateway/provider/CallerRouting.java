package io.callstream.gateway.provider;

import io.callstream.gateway.config.FallbackTable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about its own routing; it comes before the configuration.
 *
 * @param timeout for each attempt; null when it does not say
 * @param streamTimeout for the parts of a stream; null when it does not say
 * @param fallbacks null when it does not say
 * @param contextWindowFallbacks null when it does not say
 * @param contentPolicyFallbacks null when it does not say
 * @param stays whether it goes to no other model group
 */
public record CallerRouting(
        @Nullable Duration timeout,
        @Nullable Duration streamTimeout,
        @Nullable FallbackTable fallbacks,
        @Nullable FallbackTable contextWindowFallbacks,
        @Nullable FallbackTable contentPolicyFallbacks,
        boolean stays) {
    /** It says nothing. */
    public static final CallerRouting NONE = new CallerRouting(null, null, null, null, null, false);

    /** Model groups that it wants to fall back to. */
    public List<String> named() {
        return namesFallbacks()
                ? Stream.of(fallbacks, contextWindowFallbacks, contentPolicyFallbacks)
                        .filter(Objects::nonNull)
                        .flatMap(table -> table.names().stream())
                        .toList()
                : List.of();
    }

    /** Whether it names model groups itself. */
    public boolean namesFallbacks() {
        return fallbacks != null || contextWindowFallbacks != null || contentPolicyFallbacks != null;
    }
}
