package io.callstream.gateway.event;

import io.callstream.gateway.config.ApiKey;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call.
 *
 * @param key the key that was presented and accepted; null when none was, or none is needed
 */
public record Caller(@Nullable ApiKey key, Client client, Labels labels) {
    public static final Caller UNKNOWN = new Caller(null, Client.UNKNOWN, Labels.NONE);

    /** Sink routes of the key, and those that the request asks for. */
    List<String> routes() {
        List<String> ofKey = key == null ? List.of() : key.routes();
        if (labels.callbacks().isEmpty()) {
            return ofKey;
        }
        return Stream.concat(ofKey.stream(), labels.callbacks().stream())
                .distinct()
                .toList();
    }
}
