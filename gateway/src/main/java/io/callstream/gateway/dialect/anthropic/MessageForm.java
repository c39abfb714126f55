package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a plain answer, or an error. */
final class MessageForm implements AnswerForm {
    @Override
    public String name() {
        return "message of Anthropic's";
    }

    @Override
    public boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
        if (answer instanceof JsonValue.Obj message && "message".equals(message.text("type"))) {
            AnthropicMessages.read(message, deltas);
            return true;
        }
        return false;
    }

    @Override
    public Delta.Failure failure(@Nullable JsonValue answer, int status) {
        return AnthropicMessages.failure(answer instanceof JsonValue.Obj error ? error : null, status);
    }
}
