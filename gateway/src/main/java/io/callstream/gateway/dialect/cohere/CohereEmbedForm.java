package io.callstream.gateway.dialect.cohere;

import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads embeddings, or an error. */
final class CohereEmbedForm implements AnswerForm {
    @Override
    public String name() {
        return "list of Cohere's embeddings";
    }

    @Override
    public boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
        JsonValue.Obj embeddings = answer instanceof JsonValue.Obj object ? object.object("embeddings") : null;
        if (embeddings == null || !(embeddings.get("float") instanceof JsonValue.Arr vectors)) {
            return false;
        }
        int index = 0;
        for (JsonValue each : vectors.elements()) {
            if (each instanceof JsonValue.Arr vector) {
                deltas.accept(new Delta.Embedding(index++, vector));
            }
        }
        JsonValue.Obj meta = answer instanceof JsonValue.Obj object ? object.object("meta") : null;
        JsonValue.Obj billed = meta == null ? null : meta.object("billed_units");
        if (billed != null) {
            deltas.accept(new Delta.Tokens(CohereAnswers.whole(billed, "input_tokens"), 0));
        }
        return true;
    }

    @Override
    public Delta.Failure failure(@Nullable JsonValue answer, int status) {
        return CohereAnswers.failure(answer, status);
    }
}
