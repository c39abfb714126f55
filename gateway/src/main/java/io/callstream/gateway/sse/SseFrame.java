package io.callstream.gateway.sse;

import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/**
 * One server-sent event, comment, or run of other fields, up to and including the blank line that ends it.
 *
 * @param raw exactly the bytes that came, to be passed on; all frames together are the whole stream
 * @param data its data, the lines joined by line feeds; null when it has none, as comments have
 * @param error whether it is named {@code error}
 * @param missing line feeds without which it is not ended: 0 for a frame that a blank line has ended
 */
public record SseFrame(Slice raw, @Nullable Slice data, boolean error, int missing) {
    /** Whether this is OpenAI's mark for the end of a stream. */
    public boolean isDone() {
        Slice text = data;
        return text != null && SseData.isDone(text.array(), text.offset(), text.end());
    }

    /** Whether its data says nothing: for a browser, too, that is no event. */
    public boolean isEmpty() {
        Slice text = data;
        if (text == null) {
            return false;
        }
        for (int i = text.offset(); i < text.end(); i++) {
            if (text.array()[i] > ' ' || text.array()[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
