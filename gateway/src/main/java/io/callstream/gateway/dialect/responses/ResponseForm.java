package io.callstream.gateway.dialect.responses;

import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a whole response, or an error. */
final class ResponseForm implements AnswerForm {
    @Override
    public String name() {
        return "response of OpenAI's Responses API";
    }

    @Override
    public boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
        if (answer instanceof JsonValue.Obj response && response.get("output") instanceof JsonValue.Arr) {
            ResponseAnswers.read(response, deltas);
            return true;
        }
        return false;
    }

    @Override
    public Delta.Failure failure(@Nullable JsonValue answer, int status) {
        JsonValue.Obj error = answer instanceof JsonValue.Obj object ? object.object("error") : null;
        return ResponseAnswers.failure(error, status);
    }
}
