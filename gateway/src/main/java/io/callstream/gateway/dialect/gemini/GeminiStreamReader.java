package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.gateway.sse.SseFrame;
import io.callstream.gateway.sse.SseReader;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.function.Consumer;

/** Reads a stream of parts of an answer, each an event. */
final class GeminiStreamReader implements ResponseReader {
    private static final int BAD_GATEWAY = 502;
    private static final int MOST_BYTES_OF_A_PART = 16 << 20;

    private final SseReader frames = new SseReader((from, to) -> to <= MOST_BYTES_OF_A_PART);
    private final GeminiAnswers answers;
    private boolean failed;

    GeminiStreamReader(GeminiAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void read(Slice bytes, Consumer<Delta> deltas) {
        frames.append(bytes.buffer());
        for (SseFrame frame = frames.next(); frame != null; frame = frames.next()) {
            frame(frame, deltas);
        }
    }

    @Override
    public void end(Consumer<Delta> deltas) {
        for (SseFrame last = frames.finish(); last != null; last = frames.finish()) {
            frame(last, deltas);
        }
        if (failed) {
            return;
        }
        if (answers.finished()) {
            answers.end(deltas);
        } else {
            fail(Delta.Failure.unfinished(), deltas);
        }
    }

    private void frame(SseFrame frame, Consumer<Delta> deltas) {
        Slice data = frame.data();
        if (failed || data == null || frame.isEmpty()) {
            return;
        }
        try {
            JsonValue read = JsonValue.readLenient(data);
            if (read instanceof JsonValue.Obj part && part.get("error") == null) {
                answers.accept(part, deltas);
            } else {
                fail(GeminiAnswers.failure(read, 0), deltas);
            }
        } catch (InvalidJsonException e) {
            // Nothing after half a part can be trusted either.
            fail(new Delta.Failure(BAD_GATEWAY, "The provider sent an event that is no JSON object."), deltas);
        }
    }

    private void fail(Delta.Failure failure, Consumer<Delta> deltas) {
        failed = true;
        deltas.accept(failure);
    }
}
