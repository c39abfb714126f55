package io.callstream.gateway.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a call came from.
 *
 * @param ip the client's address
 * @param userAgent its User-Agent header
 * @param headers its headers on the allow list of the configuration, lower-case names
 */
public record Client(@Nullable String ip, @Nullable String userAgent, Map<String, String> headers) {
    public static final Client UNKNOWN = new Client(null, null, Map.of());
}
