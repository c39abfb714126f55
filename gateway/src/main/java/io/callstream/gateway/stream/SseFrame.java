package io.callstream.gateway.stream;

import io.callstream.gateway.json.Slice;
import org.jspecify.annotations.Nullable;

/**
 * One server-sent event, comment, or run of other fields, up to and including the blank line that ends it.
 *
 * @param raw exactly the bytes that came, to be passed on; all frames together are the whole stream
 * @param data its data, the lines joined by line feeds; null when it has none, as comments have
 */
public record SseFrame(Slice raw, @Nullable Slice data) {
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    /** Whether this is OpenAI's mark for the end of a stream. */
    public boolean isDone() {
        Slice text = data;
        if (text == null || text.length() < DONE.length) {
            return false;
        }
        for (int i = 0; i < DONE.length; i++) {
            if (text.array()[text.offset() + i] != DONE[i]) {
                return false;
            }
        }
        return true;
    }
}
