package io.callstream.gateway.dialect.cohere;

import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TokenNumber;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads embeddings, or an error. */
public final class CohereEmbedForm implements AnswerForm {
    @Override
    public String name() {
        return "list of Cohere's embeddings";
    }

    @Override
    public boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
        if (!(answer instanceof JsonValue.Obj whole) || !vectors(whole, deltas)) {
            return false;
        }
        JsonValue.Obj meta = whole.object("meta");
        JsonValue.Obj billed = meta == null ? null : meta.object("billed_units");
        if (billed != null) {
            deltas.accept(new Delta.Tokens(TokenNumber.of(billed, "input_tokens", 0), 0));
        }
        return true;
    }

    /** By their type, or alone where an answer has no other: both are Cohere's. False when there are none. */
    public static boolean vectors(JsonValue.Obj answer, Consumer<Delta> deltas) {
        JsonValue said = answer.get("embeddings");
        JsonValue floats = said instanceof JsonValue.Obj byType ? byType.get("float") : said;
        if (!(floats instanceof JsonValue.Arr vectors)) {
            return false;
        }
        each(vectors, deltas);
        return true;
    }

    private static void each(JsonValue.Arr vectors, Consumer<Delta> deltas) {
        int index = 0;
        for (JsonValue each : vectors.elements()) {
            if (each instanceof JsonValue.Arr vector) {
                deltas.accept(new Delta.Embedding(index++, vector));
            }
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
