package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a plain answer, or an error. */
record ConverseForm(ConverseAnswer answer) implements AnswerForm {
    @Override
    public String name() {
        return "answer of Bedrock's Converse API";
    }

    @Override
    public boolean read(@Nullable JsonValue said, Consumer<Delta> deltas) {
        JsonValue.Obj output = said instanceof JsonValue.Obj whole ? whole.object("output") : null;
        JsonValue.Obj message = output == null ? null : output.object("message");
        if (message == null || !(said instanceof JsonValue.Obj whole)) {
            return false;
        }
        answer.begin(deltas);
        for (JsonValue each : message.list("content")) {
            if (each instanceof JsonValue.Obj block) {
                block(block, deltas);
            }
        }
        ConverseAnswer.finish(whole.text("stopReason"), deltas);
        ConverseAnswer.usage(whole, deltas);
        return true;
    }

    private void block(JsonValue.Obj block, Consumer<Delta> deltas) {
        ConverseAnswer.text(block.text("text"), deltas);
        JsonValue.Obj call = block.object("toolUse");
        if (call != null) {
            JsonValue input = call.get("input");
            answer.call(call, input == null ? "{}" : input.toString(), deltas);
        }
        JsonValue.Obj reasoning = block.object("reasoningContent");
        if (reasoning != null) {
            JsonValue.Obj text = reasoning.object("reasoningText");
            ConverseAnswer.reasoning(text == null ? reasoning : text, deltas);
        }
        JsonValue.Obj cited = block.object("citationsContent");
        if (cited != null) {
            cited.list("content").forEach(each -> {
                if (each instanceof JsonValue.Obj part) {
                    ConverseAnswer.text(part.text("text"), deltas);
                }
            });
        }
    }

    @Override
    public boolean isError(JsonValue answer) {
        return answer instanceof JsonValue.Obj object && BedrockErrors.message(object) != null;
    }

    @Override
    public Delta.Failure failure(@Nullable JsonValue said, int status) {
        return BedrockErrors.ofAnswer(said, status);
    }
}
