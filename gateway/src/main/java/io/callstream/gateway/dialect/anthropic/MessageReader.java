package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a plain answer, or an error. */
final class MessageReader implements ResponseReader {
    private static final int FIRST_ERROR = 400;
    private static final int BAD_GATEWAY = 502;
    private static final int MOST_BYTES = 64 << 20;

    private final int status;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int toolCalls;

    MessageReader(int status) {
        this.status = status;
    }

    @Override
    public void read(Slice bytes, Consumer<Delta> deltas) {
        if (body.size() + bytes.length() <= MOST_BYTES) {
            body.write(bytes.array(), bytes.offset(), bytes.length());
        }
    }

    @Override
    public void end(Consumer<Delta> deltas) {
        JsonValue.Obj answer = answer();
        if (status >= FIRST_ERROR) {
            deltas.accept(Answers.failure(answer, status));
        } else if (answer == null || !"message".equals(answer.text("type"))) {
            deltas.accept(new Delta.Failure(BAD_GATEWAY, "What the provider answered is no message of Anthropic's."));
        } else {
            message(answer, deltas);
        }
    }

    private JsonValue.@Nullable Obj answer() {
        try {
            return JsonValue.readLenient(Slice.of(body.toByteArray())) instanceof JsonValue.Obj object ? object : null;
        } catch (InvalidJsonException e) {
            return null; // which is told as what it is
        }
    }

    private void message(JsonValue.Obj answer, Consumer<Delta> deltas) {
        String id = answer.text("id");
        String model = answer.text("model");
        deltas.accept(new Delta.Begin(id == null ? "" : id, model == null ? "" : model));
        for (JsonValue each : answer.list("content")) {
            if (each instanceof JsonValue.Obj block) {
                block(block, deltas);
            }
        }
        String reason = answer.text("stop_reason");
        deltas.accept(Answers.finish(reason == null ? "" : reason));
        JsonValue.Obj usage = answer.object("usage");
        if (usage != null) {
            deltas.accept(Answers.tokens(usage));
        }
    }

    /** Blocks of the provider's own tools are not for the client's form. */
    private void block(JsonValue.Obj block, Consumer<Delta> deltas) {
        String type = block.text("type");
        switch (type == null ? "" : type) {
            case "text" -> accept(block.text("text"), Delta.Text::new, deltas);
            case "thinking" -> {
                accept(block.text("thinking"), Delta.Reasoning::new, deltas);
                accept(block.text("signature"), Delta.ReasoningSignature::new, deltas);
            }
            case "redacted_thinking" -> accept(block.text("data"), Delta.HiddenReasoning::new, deltas);
            case "tool_use" -> {
                JsonValue input = block.get("input");
                deltas.accept(new Delta.ToolCall(
                        toolCalls++, block.text("id"), block.text("name"), input == null ? "{}" : input.toString()));
            }
            default -> {
                // Nothing of it can be told in the client's form.
            }
        }
    }

    private static void accept(
            @Nullable String text, java.util.function.Function<String, Delta> delta, Consumer<Delta> deltas) {
        if (text != null && !text.isEmpty()) {
            deltas.accept(delta.apply(text));
        }
    }
}
