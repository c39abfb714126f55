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
import org.jspecify.annotations.Nullable;

/** Writes an answer as a stream of events: one block after the other, each begun and ended. */
final class EventWriter implements ResponseWriter {
    private static final int NONE = -1;

    private int blocks;
    private String open = "";
    private int openCall = NONE;
    private final StringBuilder openArguments = new StringBuilder();
    private final List<Delta> waiting = new ArrayList<>();
    private boolean begun;
    private boolean failed;
    private @Nullable String finish;
    private Delta.@Nullable Tokens tokens;

    @Override
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public void write(Delta delta, ByteBuf out) {
        if (!begun && delta.isContent()) {
            begin(Delta.Begin.NAMELESS, out);
        }
        if (waits(delta)) {
            waiting.add(delta);
            return;
        }
        now(delta, out);
        if (!waiting.isEmpty() && isWhole(openArguments)) {
            goOn(out);
        }
    }

    /** Blocks come one after the other: what comes between the pieces of a call has to wait until that is whole. */
    private boolean waits(Delta delta) {
        boolean own = delta instanceof Delta.ToolCall call && call.index() == openCall;
        return openCall != NONE
                && !own
                && delta.isContent()
                && !(delta instanceof Delta.Finish)
                && !(delta instanceof Delta.Tokens)
                && (!waiting.isEmpty() || !isWhole(openArguments));
    }

    /** Whether nothing can follow. */
    private static boolean isWhole(StringBuilder arguments) {
        int last = arguments.length() - 1;
        if (last < 0 || arguments.charAt(last) != '}') {
            return false;
        }
        try {
            return JsonValue.read(Slice.of(arguments.toString())) instanceof JsonValue.Obj;
        } catch (InvalidJsonException e) {
            return false;
        }
    }

    private void goOn(ByteBuf out) {
        close(out);
        List<Delta> waited = List.copyOf(waiting);
        waiting.clear();
        waited.forEach(delta -> write(delta, out));
    }

    private void now(Delta delta, ByteBuf out) {
        if (delta instanceof Delta.Text text) {
            block("text", new JsonObject().with("type", "text").with("text", ""), out);
            part(new JsonObject().with("type", "text_delta").with("text", text.text()), out);
        } else if (delta instanceof Delta.ToolCall call) {
            call(call, out);
        } else if (delta instanceof Delta.Begin begin) {
            begin(begin, out);
        } else if (delta instanceof Delta.Finish said) {
            finish = said.reason();
        } else if (delta instanceof Delta.Tokens counted) {
            tokens = counted;
        } else if (delta instanceof Delta.Failure failure) {
            failed = true;
            frame("error", AnthropicErrors.json(failure.status(), failure.message()), out);
        } else {
            reasoning(delta, out);
        }
    }

    private void begin(Delta.Begin begin, ByteBuf out) {
        if (begun) {
            return; // a client that hears it twice takes it for another message
        }
        begun = true;
        JsonObject message = new JsonObject()
                .with("id", begin.id())
                .with("type", "message")
                .with("role", "assistant")
                .with("model", begin.model())
                .with("content", List.of())
                .with("stop_reason", JsonValue.NULL)
                .with("stop_sequence", JsonValue.NULL)
                .with("usage", StopReasons.usage(null));
        event(new JsonObject().with("type", "message_start").with("message", message), out);
    }

    private void reasoning(Delta delta, ByteBuf out) {
        if (delta instanceof Delta.Reasoning reasoning) {
            thinking(out);
            part(new JsonObject().with("type", "thinking_delta").with("thinking", reasoning.text()), out);
        } else if (delta instanceof Delta.ReasoningSignature signature) {
            thinking(out); // which a provider may keep to itself: then there is nothing but this
            part(new JsonObject().with("type", "signature_delta").with("signature", signature.signature()), out);
            close(out);
        } else if (delta instanceof Delta.HiddenReasoning hidden) {
            close(out);
            block(
                    "redacted_thinking",
                    new JsonObject().with("type", "redacted_thinking").with("data", hidden.data()),
                    out);
            close(out);
        }
    }

    private void thinking(ByteBuf out) {
        block("thinking", new JsonObject().with("type", "thinking").with("thinking", ""), out);
    }

    private void call(Delta.ToolCall call, ByteBuf out) {
        if (call.index() == openCall) {
            arguments(call.arguments(), out);
        } else if (call.id() != null || call.name() != null) {
            close(out);
            JsonObject block = new JsonObject()
                    .with("type", "tool_use")
                    .with("id", call.id())
                    .with("name", call.name())
                    .with("input", ChatBody.NOTHING);
            block("tool_use", block, out);
            openCall = call.index();
            arguments(call.arguments(), out);
        } // else it is said late, of a block that has ended
    }

    private void arguments(String piece, ByteBuf out) {
        if (!piece.isEmpty()) {
            openArguments.append(piece);
            part(new JsonObject().with("type", "input_json_delta").with("partial_json", piece), out);
        }
    }

    /** Begins a block, unless one of its kind is open. */
    private void block(String kind, JsonObject content, ByteBuf out) {
        if (open.equals(kind)) {
            return;
        }
        close(out);
        open = kind;
        event(
                new JsonObject()
                        .with("type", "content_block_start")
                        .with("index", blocks)
                        .with("content_block", content),
                out);
    }

    private void part(JsonObject delta, ByteBuf out) {
        event(
                new JsonObject()
                        .with("type", "content_block_delta")
                        .with("index", blocks)
                        .with("delta", delta),
                out);
    }

    private void close(ByteBuf out) {
        if (!open.isEmpty()) {
            event(new JsonObject().with("type", "content_block_stop").with("index", blocks), out);
            blocks++;
            open = "";
            openCall = NONE;
            openArguments.setLength(0);
        }
    }

    /** A stream that failed has no end. */
    @Override
    public void end(ByteBuf out) {
        if (failed || !begun) {
            return;
        }
        while (!waiting.isEmpty()) {
            goOn(out);
        }
        close(out);
        event(stop(), out);
        event(new JsonObject().with("type", "message_stop"), out);
    }

    private JsonObject stop() {
        JsonObject delta =
                new JsonObject().with("stop_reason", StopReasons.of(finish)).with("stop_sequence", JsonValue.NULL);
        return new JsonObject()
                .with("type", "message_delta")
                .with("delta", delta)
                .with("usage", StopReasons.usage(tokens));
    }

    private static void event(JsonObject event, ByteBuf out) {
        JsonValue.Obj data = event.value();
        frame(String.valueOf(data.text("type")), data.toString(), out);
    }

    private static void frame(String name, String data, ByteBuf out) {
        out.writeCharSequence("event: " + name + "\ndata: " + data + "\n\n", StandardCharsets.UTF_8);
    }
}
