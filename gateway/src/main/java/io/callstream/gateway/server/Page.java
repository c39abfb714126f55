package io.callstream.gateway.server;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the gateway's own.
 *
 * @param contentType media type of the body
 * @param allow methods that the path takes, where they have to be said
 */
public record Page(
        int status,
        String contentType,
        byte[] body,
        @Nullable String allow) {
    private static final String JSON = "application/json";

    public static Page json(int status, String body) {
        return json(status, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Page text(String contentType, String body) {
        return new Page(200, contentType, body.getBytes(StandardCharsets.UTF_8), null);
    }

    static Page json(int status, byte[] body) {
        return new Page(status, JSON, body, null);
    }

    Page allowing(String methods) {
        return new Page(status, contentType, body, methods);
    }
}
