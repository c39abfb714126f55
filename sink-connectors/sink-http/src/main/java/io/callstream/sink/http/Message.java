package io.callstream.sink.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request's own part. The body is not copied, and never printed.
 *
 * @param contentType of the body
 * @param body before compression
 * @param headers beside those of the {@link Target}
 */
public record Message(String contentType, byte[] body, Map<String, String> headers) {
    public Message {
        headers = Map.copyOf(headers);
    }

    public static Message of(String contentType, byte[] body) {
        return new Message(contentType, body, Map.of());
    }

    public static Message json(byte[] body) {
        return of("application/json", body);
    }

    public Message with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Message(contentType, body, more);
    }

    @Override
    public String toString() {
        return "Message[" + contentType + ", " + body.length + " bytes]";
    }
}
