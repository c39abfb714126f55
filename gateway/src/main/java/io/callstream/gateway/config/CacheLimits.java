package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;

/**
 * How much the cache of answers may take.
 *
 * @param maxBytes of all answers in memory
 * @param maxEntryBytes of one answer, wherever it is kept
 * @param lookup time that a call waits for a lookup elsewhere
 */
public record CacheLimits(long maxBytes, int maxEntryBytes, Duration lookup) {
    static final Key<Long> MAX_BYTES = Key.bytes("max_bytes")
            .min("64KiB")
            .max("64GiB")
            .byDefault("64MiB")
            .says("Memory that kept answers may take; those used least lately go first.");
    static final Key<Integer> MAX_ENTRY = Key.bytes("max_entry_bytes")
            .min("1KiB")
            .max("64MiB")
            .as(Math::toIntExact)
            .byDefault("1MiB")
            .says("Largest answer that is kept, in memory or in Redis.");
    static final Key<Duration> LOOKUP = Key.duration("lookup_timeout")
            .min("1ms")
            .max("10s")
            .byDefault("100ms")
            .says("Time a call waits for Redis before its provider is asked.");

    static CacheLimits read(Section cache) {
        return new CacheLimits(cache.get(MAX_BYTES), cache.get(MAX_ENTRY), cache.get(LOOKUP));
    }
}
