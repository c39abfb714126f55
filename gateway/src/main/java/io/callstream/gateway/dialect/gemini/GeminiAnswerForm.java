package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a plain answer, or an error; also a stream that came as one list of its parts. For one answer. */
record GeminiAnswerForm(GeminiAnswers answers) implements AnswerForm {
    @Override
    public String name() {
        return "answer of Gemini's";
    }

    @Override
    public boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
        List<JsonValue> parts =
                answer instanceof JsonValue.Arr list ? list.elements() : answer == null ? List.of() : List.of(answer);
        if (parts.isEmpty() || !parts.stream().allMatch(GeminiAnswerForm::isPart)) {
            return false;
        }
        for (JsonValue part : parts) {
            answers.accept((JsonValue.Obj) part, deltas);
        }
        answers.end(deltas);
        return true;
    }

    private static boolean isPart(JsonValue value) {
        return value instanceof JsonValue.Obj object
                && (object.get("candidates") != null || object.get("promptFeedback") != null);
    }

    /** A stream that is none of events is the list of its parts; so is an error in it. */
    @Override
    public boolean isError(JsonValue answer) {
        return AnswerForm.super.isError(
                answer instanceof JsonValue.Arr list && list.elements().size() == 1
                        ? list.elements().get(0)
                        : answer);
    }

    @Override
    public Delta.Failure failure(@Nullable JsonValue answer, int status) {
        return GeminiAnswers.failure(answer, status);
    }
}
