package io.callstream.gateway.dialect.ollama;

import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a plain answer, or an error. */
final class OllamaChatForm implements AnswerForm {
    @Override
    public String name() {
        return "chat response of Ollama's";
    }

    @Override
    public boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
        if (answer instanceof JsonValue.Obj object && object.object("message") != null) {
            new OllamaAnswers().accept(object, deltas);
            return true;
        }
        return false;
    }

    @Override
    public Delta.Failure failure(@Nullable JsonValue answer, int status) {
        return OllamaAnswers.failure(answer, status);
    }
}
