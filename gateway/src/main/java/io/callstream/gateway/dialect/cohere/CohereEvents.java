package io.callstream.gateway.dialect.cohere;

import io.callstream.gateway.dialect.answer.JsonEvents;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;

/** Reads the events of one stream; those of kinds that are new here are passed over. For one thread. */
final class CohereEvents extends JsonEvents {
    private final String model;
    private int toolCalls;

    /** @param model that was asked */
    CohereEvents(String model) {
        this.model = model;
    }

    @Override
    protected void event(String type, JsonValue.Obj event, Consumer<Delta> deltas) {
        JsonValue.Obj delta = object(event, "delta");
        JsonValue.Obj message = object(delta, "message");
        switch (type) {
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
        if (first) {
            toolCalls++;
        }
        if (toolCalls > 0) {
            deltas.accept(piece(call, first));
        }
    }

    /** Only its first piece says what is called. */
    private Delta.ToolCall piece(JsonValue.Obj call, boolean first) {
        JsonValue.Obj function = object(call, "function");
        String arguments = function.text("arguments");
        return new Delta.ToolCall(
                toolCalls - 1,
                first ? call.text("id") : null,
                first ? function.text("name") : null,
                arguments == null ? "" : arguments);
    }

    private void messageEnd(JsonValue.Obj delta, Consumer<Delta> deltas) {
        String reason = delta.text("finish_reason");
        String ended = reason == null ? "COMPLETE" : reason;
        if (CohereAnswers.failed(ended)) {
            fail(CohereAnswers.failed(ended, delta.text("error")), deltas);
            return;
        }
        end();
        deltas.accept(new Delta.Finish(CohereAnswers.finish(ended)));
        Delta.Tokens tokens = CohereAnswers.tokens(delta.object("usage"));
        if (tokens != null) {
            deltas.accept(tokens);
        }
    }
}
