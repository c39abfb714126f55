package io.callstream.whole;

import java.util.List;

/** Server-sent events as text. */
final class SseText {
    private static final String DATA = "data: ";

    private SseText() {}

    /** The data of the events in order, without {@code [DONE]}. */
    static List<String> data(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith(DATA))
                .map(line -> line.substring(DATA.length()))
                .filter(data -> !data.equals("[DONE]"))
                .toList();
    }
}
