package io.callstream.gateway.dialect.ollama;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TokenNumber;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the parts that one answer comes in: one when it is plain, several in a stream. For one answer and one thread. */
final class OllamaAnswers {
    private static final int UNKNOWN_FAILURE = 500;

    private String id = "";
    private boolean begun;
    private boolean finished;
    private int toolCalls;

    /** Whether the answer has said that it is over. */
    boolean finished() {
        return finished;
    }

    void accept(JsonValue.Obj part, Consumer<Delta> deltas) {
        if (!begun) {
            begun = true;
            String model = part.text("model");
            id = id(part);
            deltas.accept(new Delta.Begin("chatcmpl-" + id, model == null ? "" : model));
        }
        JsonValue.Obj message = part.object("message");
        if (message != null) {
            message(message, deltas);
        }
        if (part.get("done") instanceof JsonValue.Flag done && done.value() && !finished) {
            finished = true;
            deltas.accept(new Delta.Finish(finish(part.text("done_reason"))));
            deltas.accept(new Delta.Tokens(
                    TokenNumber.of(part, "prompt_eval_count", 0), TokenNumber.of(part, "eval_count", 0)));
        }
    }

    /** The form has no ids; when it was made is one for those who made few at a time. */
    private static String id(JsonValue.Obj part) {
        String created = part.text("created_at");
        return created == null ? "ollama" : created.replaceAll("[^0-9]", "");
    }

    private String finish(@Nullable String reason) {
        return "length".equals(reason) ? "length" : toolCalls > 0 ? "tool_calls" : "stop";
    }

    private void message(JsonValue.Obj message, Consumer<Delta> deltas) {
        String thought = message.text("thinking");
        if (thought != null && !thought.isEmpty()) {
            deltas.accept(new Delta.Reasoning(thought));
        }
        String text = message.text("content");
        if (text != null && !text.isEmpty()) {
            deltas.accept(new Delta.Text(text));
        }
        for (JsonValue each : message.list("tool_calls")) {
            JsonValue.Obj function = each instanceof JsonValue.Obj call ? call.object("function") : null;
            if (each instanceof JsonValue.Obj call && function != null) {
                JsonValue arguments = function.get("arguments");
                String own = call.text("id");
                deltas.accept(new Delta.ToolCall(
                        toolCalls,
                        own == null || own.isEmpty() ? "call_" + id + "_" + toolCalls : own,
                        function.text("name"),
                        arguments == null ? "{}" : arguments.toString()));
                toolCalls++;
            }
        }
    }

    /** @param status of the answer; 0 in a stream */
    static Delta.Failure failure(@Nullable JsonValue answer, int status) {
        String message = answer instanceof JsonValue.Obj object ? object.text("error") : null;
        return Delta.Failure.of(status == 0 ? UNKNOWN_FAILURE : status, message);
    }
}
