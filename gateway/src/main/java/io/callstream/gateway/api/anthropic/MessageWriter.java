package io.callstream.gateway.api.anthropic;

import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes an answer as one message, once all of it has come. */
final class MessageWriter implements ResponseWriter {
    private final List<JsonValue> content = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final Map<Integer, Delta.ToolCall> calls = new TreeMap<>();
    private String id = "";
    private String model = "";
    private @Nullable String finish;
    private Delta.@Nullable Tokens tokens;
    private Delta.@Nullable Failure failure;

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void write(Delta delta, ByteBuf out) {
        if (delta instanceof Delta.Begin begin) {
            id = begin.id();
            model = begin.model();
        } else if (delta instanceof Delta.Text more) {
            thought();
            text.append(more.text());
        } else if (delta instanceof Delta.ToolCall call) {
            calls.merge(call.index(), call, Delta.ToolCall::and);
        } else if (delta instanceof Delta.Finish said) {
            finish = said.reason();
        } else if (delta instanceof Delta.Tokens counted) {
            tokens = counted;
        } else if (delta instanceof Delta.Failure failed) {
            failure = failed;
        } else {
            reasoning(delta);
        }
    }

    private void reasoning(Delta delta) {
        if (delta instanceof Delta.Reasoning more) {
            said();
            thought.append(more.text());
        } else if (delta instanceof Delta.ReasoningSignature signature) {
            said();
            thought(signature.signature());
        } else if (delta instanceof Delta.HiddenReasoning hidden) {
            said();
            thought();
            content.add(new JsonObject()
                    .with("type", "redacted_thinking")
                    .with("data", hidden.data())
                    .value());
        }
    }

    /** What was thought so far is a block, without what its provider would take it back by. */
    private void thought() {
        if (!thought.isEmpty()) {
            thought("");
        }
    }

    /** A thought that the provider did not show has a signature only. */
    private void thought(String signature) {
        content.add(new JsonObject()
                .with("type", "thinking")
                .with("thinking", thought.toString())
                .with("signature", signature)
                .value());
        thought.setLength(0);
    }

    /** What was said so far is a block. */
    private void said() {
        if (!text.isEmpty()) {
            content.add(new JsonObject()
                    .with("type", "text")
                    .with("text", text.toString())
                    .value());
            text.setLength(0);
        }
    }

    @Override
    public void end(ByteBuf out) {
        Delta.Failure failed = failure;
        String answer = failed == null ? message() : AnthropicErrors.json(failed.status(), failed.message());
        out.writeCharSequence(answer, StandardCharsets.UTF_8);
    }

    private String message() {
        thought();
        said();
        calls.values().forEach(call -> content.add(toolUse(call)));
        return new JsonObject()
                .with("id", id)
                .with("type", "message")
                .with("role", "assistant")
                .with("model", model)
                .with("content", content)
                .with("stop_reason", StopReasons.of(finish))
                .with("stop_sequence", JsonValue.NULL)
                .with("usage", StopReasons.usage(tokens))
                .toString();
    }

    private static JsonValue toolUse(Delta.ToolCall call) {
        return new JsonObject()
                .with("type", "tool_use")
                .with("id", call.id())
                .with("name", call.name())
                .with("input", input(call.whole().arguments()))
                .value();
    }

    /** Arguments that the model got wrong are kept as what they are. */
    private static JsonValue input(String arguments) {
        try {
            JsonValue read = JsonValue.readLenient(Slice.of(arguments));
            return read instanceof JsonValue.Obj
                    ? read
                    : new JsonObject().with("arguments", read).value();
        } catch (InvalidJsonException e) {
            return new JsonObject().with("arguments", arguments).value();
        }
    }
}
