package io.callstream.console.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** What a request is answered with. */
public sealed interface Reply {
    /** Whole content. */
    record Content(int status, String type, byte[] bytes, Map<String, String> headers) implements Reply {
        public Content {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Events for as long as somebody listens.
     *
     * @param listener takes the stream over
     */
    record Events(Consumer<EventStream> listener) implements Reply {}

    static Content html(String text) {
        return html(200, text);
    }

    static Content html(int status, String text) {
        return new Content(status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Content json(byte[] bytes) {
        return json(200, bytes);
    }

    static Content json(int status, byte[] bytes) {
        return new Content(status, "application/json", bytes, Map.of());
    }

    static Content text(int status, String text) {
        return new Content(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** A file to keep. */
    static Content file(String name, String type, byte[] bytes) {
        return new Content(200, type, bytes, Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""));
    }

    static Content seeOther(String address) {
        return new Content(303, "text/plain", new byte[0], Map.of("Location", address));
    }

    /** This content, with one more header. */
    static Content with(Content content, String header, String value) {
        Map<String, String> more = new java.util.HashMap<>(content.headers());
        more.put(header, value);
        return new Content(content.status(), content.type(), content.bytes(), more);
    }
}
