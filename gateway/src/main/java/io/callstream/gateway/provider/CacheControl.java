package io.callstream.gateway.provider;

import org.jspecify.annotations.Nullable;

/**
 * What a request says about the cache of answers.
 *
 * @param ttlSeconds how long its answer is to be kept; null for as long as usual
 * @param maxAgeSeconds how old an answer may be that it is given; null for as old as there are
 * @param noCache it wants no answer that another request got
 * @param noStore its answer is not to be kept
 * @param namespace where answers are looked for and kept; null for the usual place
 * @param wanted whether it asks for the cache, or asks to be left out; null when it says neither
 */
public record CacheControl(
        @Nullable Long ttlSeconds,
        @Nullable Long maxAgeSeconds,
        boolean noCache,
        boolean noStore,
        @Nullable String namespace,
        @Nullable Boolean wanted) {
    /** It says nothing. */
    public static final CacheControl NONE = new CacheControl(null, null, false, false, null, null);
}
