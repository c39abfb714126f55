package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a plain answer, or an error. */
final class GeminiAnswerForm implements AnswerForm {
    @Override
    public String name() {
        return "answer of Gemini's";
    }

    @Override
    public boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
        if (answer instanceof JsonValue.Obj object
                && (object.get("candidates") != null || object.get("promptFeedback") != null)) {
            GeminiAnswers answers = new GeminiAnswers();
            answers.accept(object, deltas);
            answers.end(deltas);
            return true;
        }
        return false;
    }

    @Override
    public Delta.Failure failure(@Nullable JsonValue answer, int status) {
        return GeminiAnswers.failure(answer, status);
    }
}
