package io.callstream.gateway.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Whether answers are kept, to be given again to who asks the same.
 *
 * @param kind where they are kept
 * @param redis where that is, if it is a Redis
 * @param ttl how long, unless a request says otherwise
 * @param namespace answers of another one are not found; empty for none
 * @param callTypes kinds of calls whose answers are kept, as the {@code call_type} column names them
 * @param asked whether only requests take part that say so: {@code cache: {"use-cache": true}}
 * @param scope who shares them
 * @param limits of size and time
 */
public record CacheConfig(
        Kind kind,
        Optional<RedisAddress> redis,
        Duration ttl,
        String namespace,
        Set<String> callTypes,
        boolean asked,
        Scope scope,
        CacheLimits limits) {
    public CacheConfig {
        callTypes = Set.copyOf(callTypes);
        if (kind == Kind.REDIS && redis.isEmpty()) {
            throw new IllegalArgumentException("redis: is missing (kind is redis)");
        }
    }

    /** Where answers are kept. */
    public enum Kind {
        OFF,
        LOCAL,
        REDIS
    }

    /** Who shares answers. */
    public enum Scope {
        ALL,
        TEAM,
        KEY
    }

    public boolean off() {
        return kind == Kind.OFF;
    }
}
