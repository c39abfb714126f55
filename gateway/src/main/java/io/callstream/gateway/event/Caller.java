package io.callstream.gateway.event;

import io.callstream.gateway.config.ApiKey;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call.
 *
 * @param key the key that was presented and accepted; null when none was, or none is needed
 */
public record Caller(@Nullable ApiKey key, Client client, RequestMetadata labels) {
    public static final Caller UNKNOWN = new Caller(null, Client.UNKNOWN, RequestMetadata.NONE);
}
