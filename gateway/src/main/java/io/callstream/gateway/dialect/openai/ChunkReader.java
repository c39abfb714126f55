package io.callstream.gateway.dialect.openai;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.gateway.sse.SseFrame;
import io.callstream.gateway.sse.SseReader;
import io.callstream.gateway.usage.TierWords;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a stream of chunks. */
final class ChunkReader implements ResponseReader {
    private static final int BAD_GATEWAY = 502;
    private static final int MOST_BYTES_OF_A_CHUNK = 16 << 20;

    private final SseReader frames = new SseReader((from, to) -> to <= MOST_BYTES_OF_A_CHUNK);
    private final CallPlaces places = new CallPlaces();
    private boolean begun;
    private boolean finished;
    private boolean over;
    private @Nullable String tier;

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
        if (!over && !finished) {
            fail(Delta.Failure.unfinished(), deltas);
        }
    }

    private void frame(SseFrame frame, Consumer<Delta> deltas) {
        Slice data = frame.data();
        if (over || data == null || frame.isEmpty()) {
            return;
        }
        if (frame.isDone()) {
            over = true;
            return;
        }
        try {
            if (JsonValue.readLenient(data) instanceof JsonValue.Obj chunk) {
                chunk(chunk, deltas);
                return;
            }
        } catch (InvalidJsonException e) {
            // Half a chunk: nothing after it can be trusted either.
        }
        fail(new Delta.Failure(BAD_GATEWAY, "The provider sent a chunk that is no JSON object."), deltas);
    }

    private void chunk(JsonValue.Obj chunk, Consumer<Delta> deltas) {
        if (chunk.get("error") != null) {
            fail(ChatAnswers.failure(chunk, 0), deltas);
            return;
        }
        if (!begun) {
            begun = true;
            deltas.accept(ChatAnswers.begin(chunk));
        }
        JsonValue.Obj choice = ChatAnswers.choice(chunk);
        if (choice != null) {
            JsonValue.Obj delta = choice.object("delta");
            if (delta != null) {
                ChatAnswers.content(delta, places, deltas);
            }
            String finish = ChatAnswers.finish(choice);
            if (finish != null && !finished) {
                finished = true;
                deltas.accept(new Delta.Finish(finish));
            }
        }
        String served = TierWords.in(chunk);
        tier = served == null ? tier : served;
        JsonValue.Obj usage = chunk.object("usage");
        if (usage != null) {
            deltas.accept(ChatAnswers.tokens(usage, tier));
        }
    }

    private void fail(Delta.Failure failure, Consumer<Delta> deltas) {
        over = true;
        deltas.accept(failure);
    }
}
