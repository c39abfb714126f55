package io.callstream.sink.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request as a fake destination saw it.
 *
 * @param query what followed the question mark, as it was sent; empty if nothing did
 * @param headers by lower-case name
 * @param body decompressed
 */
public record ReceivedRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {
    /** A header's value, or an empty text. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
