package io.callstream.gateway.stage.cache;

import io.callstream.gateway.config.CacheConfig;
import io.callstream.gateway.provider.CacheControl;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one request wants of the cache: what its body says, then what its {@code Cache-Control} header says, then the
 * configuration.
 *
 * @param maxAge how old an answer may be; null for as old as there are
 */
record CacheWish(
        boolean reads,
        boolean keeps,
        Duration ttl,
        @Nullable Duration maxAge,
        String namespace) {
    /** It has nothing to do with the cache. */
    static final CacheWish NONE = new CacheWish(false, false, Duration.ZERO, null, "");

    private static final int MOST_DIGITS = 9;
    private static final String SHARED_MAX_AGE = "s-maxage=";

    static CacheWish of(CacheConfig config, CacheControl body, HttpHeaders headers) {
        Boolean wanted = body.wanted();
        if (wanted == null ? config.asked() : !wanted) {
            return NONE;
        }
        Header header = Header.of(headers.get(HttpHeaderNames.CACHE_CONTROL));
        Long seconds = body.ttlSeconds() == null ? header.ttlSeconds : body.ttlSeconds();
        Duration ttl = seconds == null ? config.ttl() : Duration.ofSeconds(seconds);
        Long maxAge = body.maxAgeSeconds();
        return new CacheWish(
                !body.noCache() && !header.noCache,
                !body.noStore() && !header.noStore && !ttl.isZero(),
                ttl,
                maxAge == null ? null : Duration.ofSeconds(maxAge),
                body.namespace() == null ? config.namespace() : body.namespace());
    }

    boolean nothing() {
        return !reads && !keeps;
    }

    /** What of {@code Cache-Control} means something here; as in LiteLLM, {@code s-maxage} says how long to keep. */
    private record Header(
            boolean noCache, boolean noStore, @Nullable Long ttlSeconds) {
        private static final Header NONE = new Header(false, false, null);

        static Header of(@Nullable String value) {
            if (value == null) {
                return NONE;
            }
            boolean noCache = false;
            boolean noStore = false;
            Long ttl = null;
            for (String part : value.toLowerCase(Locale.ROOT).split(",", -1)) {
                String directive = part.strip();
                noCache |= directive.equals("no-cache");
                noStore |= directive.equals("no-store");
                ttl = directive.startsWith(SHARED_MAX_AGE)
                        ? seconds(directive.substring(SHARED_MAX_AGE.length()))
                        : ttl;
            }
            return new Header(noCache, noStore, ttl);
        }

        private static @Nullable Long seconds(String digits) {
            boolean number = !digits.isEmpty()
                    && digits.length() <= MOST_DIGITS
                    && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            return number ? Long.valueOf(digits) : null;
        }
    }
}
