package io.callstream.gateway.call.pair;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts as streams bring them. */
final class Pieces {
    private Pieces() {}

    /** A text in two; nothing for none. */
    static List<String> of(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
        return middle == 0 ? List.of(text) : List.of(text.substring(0, middle), text.substring(middle));
    }

    /** An event of a stream, without a name. */
    static byte[] data(Object data) {
        return event("", data).getBytes(StandardCharsets.UTF_8);
    }

    /** An event of a stream, with its name where it has one. */
    static String event(String name, Object data) {
        return (name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + data + "\n\n";
    }
}
