package io.callstream.gateway.dialect.responses;

import io.callstream.gateway.dialect.answer.JsonEvents;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the events of one stream. Those of kinds that are new here, or of the provider's own tools, are passed over. For one thread. */
public final class ResponseEvents extends JsonEvents {
    /** Places in the output of what has come in pieces. */
    private final Set<Long> seen = new HashSet<>();

    private final Map<Long, Integer> calls = new HashMap<>();
    private boolean begun;

    @Override
    protected void event(String type, JsonValue.Obj event, Consumer<Delta> deltas) {
        switch (type) {
            case "response.created", "response.in_progress" -> begin(object(event, "response"), deltas);
            case "response.output_item.added" -> added(event, object(event, "item"), deltas);
            case "response.output_text.delta", "response.refusal.delta" -> text(event, deltas);
            case "response.reasoning_summary_part.added" -> part(event, deltas);
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" -> thought(event, deltas);
            case "response.function_call_arguments.delta" -> arguments(event, deltas);
            case "response.output_item.done" -> done(event, object(event, "item"), deltas);
            case "response.completed", "response.incomplete" -> ended(object(event, "response"), deltas);
            case "response.failed" -> failed(object(object(event, "response"), "error"), deltas);
            case "error" -> failed(event.object("error") == null ? event : object(event, "error"), deltas);
            default -> {
                // Ends of parts whose pieces have come, and what is new.
            }
        }
    }

    private void begin(JsonValue.Obj response, Consumer<Delta> deltas) {
        if (!begun) {
            begun = true;
            deltas.accept(ResponseAnswers.begin(response));
        }
    }

    private void added(JsonValue.Obj event, JsonValue.Obj item, Consumer<Delta> deltas) {
        if ("function_call".equals(item.text("type"))) {
            int index = calls.size();
            calls.put(place(event), index);
            deltas.accept(new Delta.ToolCall(index, item.text("call_id"), item.text("name"), ""));
        }
    }

    private void text(JsonValue.Obj event, Consumer<Delta> deltas) {
        String text = event.text("delta");
        if (text != null && !text.isEmpty()) {
            seen.add(place(event));
            deltas.accept(new Delta.Text(text));
        }
    }

    private void part(JsonValue.Obj event, Consumer<Delta> deltas) {
        if (event.number("summary_index", 0) > 0 && seen.contains(place(event))) {
            deltas.accept(new Delta.Reasoning(ResponseAnswers.PART_END));
        }
    }

    private void thought(JsonValue.Obj event, Consumer<Delta> deltas) {
        String thought = event.text("delta");
        if (thought != null && !thought.isEmpty()) {
            seen.add(place(event));
            deltas.accept(new Delta.Reasoning(thought));
        }
    }

    private void arguments(JsonValue.Obj event, Consumer<Delta> deltas) {
        Integer call = calls.get(place(event));
        String part = event.text("delta");
        if (call != null && part != null && !part.isEmpty()) {
            seen.add(place(event));
            deltas.accept(new Delta.ToolCall(call, null, null, part));
        }
    }

    /** What has not come in pieces comes now. */
    private void done(JsonValue.Obj event, JsonValue.Obj item, Consumer<Delta> deltas) {
        String type = item.text("type");
        boolean pieces = seen.contains(place(event));
        if ("reasoning".equals(type)) {
            ResponseAnswers.thought(item, pieces, deltas);
        } else if ("message".equals(type) && !pieces) {
            ResponseAnswers.text(item, deltas);
        } else if ("function_call".equals(type) && !pieces) {
            if (!calls.containsKey(place(event))) {
                added(event, item, deltas);
            }
            arguments(calls.get(place(event)), item.text("arguments"), deltas);
        }
    }

    private static void arguments(@Nullable Integer call, @Nullable String arguments, Consumer<Delta> deltas) {
        if (call != null && arguments != null && !arguments.isEmpty()) {
            deltas.accept(new Delta.ToolCall(call, null, null, arguments));
        }
    }

    private void ended(JsonValue.Obj response, Consumer<Delta> deltas) {
        begin(response, deltas);
        end();
        ResponseAnswers.end(response, !calls.isEmpty(), deltas);
    }

    private void failed(JsonValue.Obj error, Consumer<Delta> deltas) {
        fail(ResponseAnswers.failure(error, 0), deltas);
    }

    private static long place(JsonValue.Obj event) {
        return event.number("output_index", 0);
    }
}
