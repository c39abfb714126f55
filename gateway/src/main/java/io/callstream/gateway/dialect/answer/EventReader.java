package io.callstream.gateway.dialect.answer;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.gateway.sse.SseFrame;
import io.callstream.gateway.sse.SseReader;
import io.callstream.json.Slice;
import java.util.function.Consumer;

/** Reads a stream of events. */
public final class EventReader implements ResponseReader {
    private static final int BAD_GATEWAY = 502;
    private static final int MOST_BYTES_OF_AN_EVENT = 16 << 20;

    private final SseReader frames = new SseReader((from, to) -> to <= MOST_BYTES_OF_AN_EVENT);
    private final AnswerEvents events;
    private boolean failed;

    public EventReader(AnswerEvents events) {
        this.events = events;
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
        SseFrame last = frames.finish();
        if (last != null) {
            frame(last, deltas);
        }
        if (!events.over() && !failed) {
            fail(Delta.Failure.unfinished(), deltas);
        }
    }

    private void frame(SseFrame frame, Consumer<Delta> deltas) {
        Slice data = frame.data();
        if (data == null || data.isEmpty() || events.over() || failed) {
            return;
        }
        if (!events.accept(data, deltas)) {
            // Nothing after half an event can be trusted either.
            fail(new Delta.Failure(BAD_GATEWAY, "The provider sent an event that is no JSON object."), deltas);
        }
    }

    private void fail(Delta.Failure failure, Consumer<Delta> deltas) {
        failed = true;
        deltas.accept(failure);
    }
}
