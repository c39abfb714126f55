package io.callstream.gateway.dialect.ollama;

import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TokenNumber;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads embeddings, or an error. */
final class OllamaEmbedForm implements AnswerForm {
    @Override
    public String name() {
        return "list of Ollama's embeddings";
    }

    @Override
    public boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
        if (!(answer instanceof JsonValue.Obj object) || !(object.get("embeddings") instanceof JsonValue.Arr vectors)) {
            return false;
        }
        each(vectors, deltas);
        if (object.get("prompt_eval_count") != null) {
            deltas.accept(new Delta.Tokens(TokenNumber.of(object, "prompt_eval_count", 0), 0));
        }
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
    public Delta.Failure failure(@Nullable JsonValue answer, int status) {
        return OllamaAnswers.failure(answer, status);
    }
}
