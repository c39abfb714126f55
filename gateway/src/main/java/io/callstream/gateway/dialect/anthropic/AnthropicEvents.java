package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.dialect.answer.JsonEvents;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the events of one stream. Those of kinds that are new here are passed over, as Anthropic asks of its clients. For one thread. */
public final class AnthropicEvents extends JsonEvents {
    private final Map<String, JsonValue> usage = new LinkedHashMap<>();
    private int toolCalls;
    private boolean inToolCall;

    @Override
    protected boolean quick(Slice data, Consumer<Delta> deltas) throws InvalidJsonException {
        String piece = TextPiece.of(data);
        text(piece, deltas);
        return piece != null;
    }

    @Override
    protected void event(String type, JsonValue.Obj event, Consumer<Delta> deltas) {
        switch (type) {
            case "message_start" -> start(object(event, "message"), deltas);
            case "content_block_start" -> block(object(event, "content_block"), deltas);
            case "content_block_delta" -> delta(object(event, "delta"), deltas);
            case "content_block_stop" -> inToolCall = false;
            case "message_delta" -> {
                count(object(event, "usage"));
                String reason = object(event, "delta").text("stop_reason");
                if (reason != null) {
                    deltas.accept(new Delta.Finish(AnthropicMessages.finishReason(reason)));
                    deltas.accept(AnthropicMessages.tokens(new JsonValue.Obj(usage)));
                }
            }
            case "message_stop" -> end();
            case "error" -> fail(AnthropicMessages.failure(event, 0), deltas);
            default -> {
                // Pings, and what is new.
            }
        }
    }

    private void start(JsonValue.Obj message, Consumer<Delta> deltas) {
        String id = message.text("id");
        String model = message.text("model");
        count(object(message, "usage"));
        deltas.accept(new Delta.Begin(id == null ? "" : id, model == null ? "" : model));
    }

    /** The latest number of each kind; what is null now has been said before. */
    private void count(JsonValue.Obj counted) {
        counted.fields().forEach((name, value) -> {
            if (value != JsonValue.NULL) {
                usage.put(name, value);
            }
        });
    }

    private void block(JsonValue.Obj block, Consumer<Delta> deltas) {
        String type = block.text("type");
        if ("tool_use".equals(type)) {
            toolCall(block, deltas);
        } else if ("redacted_thinking".equals(type)) {
            String data = block.text("data");
            deltas.accept(new Delta.HiddenReasoning(data == null ? "" : data));
        } else if ("text".equals(type)) {
            text(block.text("text"), deltas);
        } else if ("thinking".equals(type)) {
            thought(block.text("thinking"), deltas);
        }
    }

    private void toolCall(JsonValue.Obj block, Consumer<Delta> deltas) {
        inToolCall = true;
        JsonValue.Obj input = object(block, "input"); // whole already where a server has no pieces of it
        String arguments = input.fields().isEmpty() ? "" : input.toString();
        deltas.accept(new Delta.ToolCall(toolCalls++, block.text("id"), block.text("name"), arguments));
    }

    private void delta(JsonValue.Obj delta, Consumer<Delta> deltas) {
        String type = delta.text("type");
        switch (type == null ? "" : type) {
            case "text_delta" -> text(delta.text("text"), deltas);
            case "thinking_delta" -> thought(delta.text("thinking"), deltas);
            case "signature_delta" -> {
                String signature = delta.text("signature");
                if (signature != null) {
                    deltas.accept(new Delta.ReasoningSignature(signature));
                }
            }
            case "input_json_delta" -> {
                String part = delta.text("partial_json");
                if (inToolCall && part != null && !part.isEmpty()) {
                    deltas.accept(new Delta.ToolCall(toolCalls - 1, null, null, part));
                }
            }
            default -> {
                // Citations, and what is new.
            }
        }
    }

    private static void thought(@Nullable String thought, Consumer<Delta> deltas) {
        if (thought != null && !thought.isEmpty()) {
            deltas.accept(new Delta.Reasoning(thought));
        }
    }

    private static void text(@Nullable String text, Consumer<Delta> deltas) {
        if (text != null && !text.isEmpty()) {
            deltas.accept(new Delta.Text(text));
        }
    }
}
