package io.callstream.gateway.dialect.cohere;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.gateway.sse.SseFrame;
import io.callstream.gateway.sse.SseReader;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a stream of events; those of kinds that are new here are passed over. */
final class CohereStreamReader implements ResponseReader {
    private static final JsonValue.Obj NOTHING = new JsonValue.Obj(Map.of());
    private static final int BAD_GATEWAY = 502;
    private static final int MOST_BYTES_OF_AN_EVENT = 16 << 20;

    private final SseReader frames = new SseReader((from, to) -> to <= MOST_BYTES_OF_AN_EVENT);
    private final String model;
    private int toolCalls;
    private boolean over;

    /** @param model that was asked */
    CohereStreamReader(String model) {
        this.model = model;
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
        if (!over) {
            fail(new Delta.Failure(BAD_GATEWAY, "The provider's stream ended in its middle."), deltas);
        }
    }

    private void frame(SseFrame frame, Consumer<Delta> deltas) {
        Slice data = frame.data();
        if (over || data == null || frame.isEmpty() || frame.isDone()) {
            return;
        }
        try {
            if (JsonValue.readLenient(data) instanceof JsonValue.Obj event) {
                event(event, deltas);
                return;
            }
        } catch (InvalidJsonException e) {
            // Half an event: nothing after it can be trusted either.
        }
        fail(new Delta.Failure(BAD_GATEWAY, "The provider sent an event that is no JSON object."), deltas);
    }

    private void event(JsonValue.Obj event, Consumer<Delta> deltas) {
        JsonValue.Obj delta = object(event, "delta");
        JsonValue.Obj message = object(delta, "message");
        String type = event.text("type");
        switch (type == null ? "" : type) {
            case "message-start" -> {
                String id = event.text("id");
                deltas.accept(new Delta.Begin(id == null ? "" : id, model));
            }
            case "content-start", "content-delta" -> CohereChatForm.content(object(message, "content"), deltas);
            case "tool-plan-delta" -> {
                String plan = message.text("tool_plan");
                if (plan != null && !plan.isEmpty()) {
                    deltas.accept(new Delta.Reasoning(plan));
                }
            }
            case "tool-call-start", "tool-call-delta" ->
                call(object(message, "tool_calls"), "tool-call-start".equals(type), deltas);
            case "citation-start" -> {
                JsonValue.Obj citation = message.object("citations");
                if (citation != null) {
                    deltas.accept(new Delta.Citation(citation));
                }
            }
            case "message-end" -> messageEnd(delta, deltas);
            default -> {
                // Ends of parts, and what is new.
            }
        }
    }

    private void call(JsonValue.Obj call, boolean first, Consumer<Delta> deltas) {
        JsonValue.Obj function = object(call, "function");
        String arguments = function.text("arguments");
        if (first) {
            toolCalls++;
        }
        if (toolCalls > 0) {
            deltas.accept(new Delta.ToolCall(
                    toolCalls - 1,
                    first ? call.text("id") : null,
                    first ? function.text("name") : null,
                    arguments == null ? "" : arguments));
        }
    }

    private void messageEnd(JsonValue.Obj delta, Consumer<Delta> deltas) {
        String reason = delta.text("finish_reason");
        String ended = reason == null ? "COMPLETE" : reason;
        if (CohereAnswers.failed(ended)) {
            fail(CohereAnswers.failed(ended, delta.text("error")), deltas);
            return;
        }
        over = true;
        deltas.accept(new Delta.Finish(CohereAnswers.finish(ended)));
        Delta.Tokens tokens = CohereAnswers.tokens(delta.object("usage"));
        if (tokens != null) {
            deltas.accept(tokens);
        }
    }

    private void fail(Delta.Failure failure, Consumer<Delta> deltas) {
        over = true;
        deltas.accept(failure);
    }

    private static JsonValue.Obj object(JsonValue.@Nullable Obj from, String name) {
        JsonValue.Obj object = from == null ? null : from.object(name);
        return object == null ? NOTHING : object;
    }
}
