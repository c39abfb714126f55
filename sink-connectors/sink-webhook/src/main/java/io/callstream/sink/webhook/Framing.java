package io.callstream.sink.webhook;

import io.callstream.sink.http.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts events into one body. */
final class Framing {
    private Framing() {}

    /** @param events JSON objects, each on one line; exactly one for {@link WebhookSinkConfig.Mode#SINGLE} */
    static Message message(WebhookSinkConfig.Mode mode, List<byte[]> events) {
        return switch (mode) {
            case BATCH -> Message.json(joined("{\"events\":[", events, ",", "]}"));
            case JSON_ARRAY -> Message.json(joined("[", events, ",", "]"));
            case SINGLE -> Message.json(joined("", events, "", ""));
            case NDJSON -> Message.of("application/x-ndjson", joined("", events, "\n", "\n"));
        };
    }

    private static byte[] joined(String open, List<byte[]> events, String between, String close) {
        int size = events.stream().mapToInt(event -> event.length + 1).sum();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size + open.length() + close.length());
        bytes.writeBytes(ascii(open));
        for (int index = 0; index < events.size(); index++) {
            if (index > 0) {
                bytes.writeBytes(ascii(between));
            }
            bytes.writeBytes(events.get(index));
        }
        bytes.writeBytes(ascii(close));
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
