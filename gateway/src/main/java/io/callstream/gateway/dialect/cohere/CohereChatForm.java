package io.callstream.gateway.dialect.cohere;

import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a plain answer, or an error. */
final class CohereChatForm implements AnswerForm {
    private final String model;

    /** @param model that was asked */
    CohereChatForm(String model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "chat response of Cohere's";
    }

    @Override
    public boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
        JsonValue.Obj message = answer instanceof JsonValue.Obj object ? object.object("message") : null;
        if (message == null || !(answer instanceof JsonValue.Obj whole)) {
            return false;
        }
        String id = whole.text("id");
        deltas.accept(new Delta.Begin(id == null ? "" : id, model));
        message(message, deltas);
        String reason = whole.text("finish_reason");
        String ended = reason == null ? "COMPLETE" : reason;
        deltas.accept(
                CohereAnswers.failed(ended)
                        ? CohereAnswers.failed(ended, null)
                        : new Delta.Finish(CohereAnswers.finish(ended)));
        Delta.Tokens tokens = CohereAnswers.tokens(whole.object("usage"));
        if (tokens != null) {
            deltas.accept(tokens);
        }
        return true;
    }

    private static void message(JsonValue.Obj message, Consumer<Delta> deltas) {
        String plan = message.text("tool_plan");
        if (plan != null && !plan.isEmpty()) {
            deltas.accept(new Delta.Reasoning(plan));
        }
        for (JsonValue each : message.list("content")) {
            if (each instanceof JsonValue.Obj block) {
                content(block, deltas);
            }
        }
        toolCalls(message, deltas);
        for (JsonValue each : message.list("citations")) {
            if (each instanceof JsonValue.Obj citation) {
                deltas.accept(new Delta.Citation(citation));
            }
        }
    }

    private static void toolCalls(JsonValue.Obj message, Consumer<Delta> deltas) {
        int index = 0;
        for (JsonValue each : message.list("tool_calls")) {
            JsonValue.Obj function = each instanceof JsonValue.Obj call ? call.object("function") : null;
            if (each instanceof JsonValue.Obj call && function != null) {
                String arguments = function.text("arguments");
                deltas.accept(new Delta.ToolCall(
                        index++, call.text("id"), function.text("name"), arguments == null ? "{}" : arguments));
            }
        }
    }

    /** A block of an answer, or what is new in one. */
    static void content(JsonValue.Obj block, Consumer<Delta> deltas) {
        String text = block.text("text");
        String thought = block.text("thinking");
        if (thought != null && !thought.isEmpty()) {
            deltas.accept(new Delta.Reasoning(thought));
        }
        if (text != null && !text.isEmpty()) {
            deltas.accept(new Delta.Text(text));
        }
    }

    @Override
    public boolean isError(JsonValue answer) {
        return CohereAnswers.isError(answer);
    }

    @Override
    public Delta.Failure failure(@Nullable JsonValue answer, int status) {
        return CohereAnswers.failure(answer, status);
    }
}
