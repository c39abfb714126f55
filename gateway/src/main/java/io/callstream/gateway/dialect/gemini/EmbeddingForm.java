package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TokenNumber;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What answers with Google's embeddings have in common. */
public abstract class EmbeddingForm implements AnswerForm {
    private final String name;

    /** @param name what an answer is */
    protected EmbeddingForm(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
        return answer instanceof JsonValue.Obj object && embeddings(object, deltas);
    }

    /** @return false when it has none; then no delta was given */
    protected abstract boolean embeddings(JsonValue.Obj answer, Consumer<Delta> deltas);

    protected static void embedding(int index, JsonValue.Obj embedding, Consumer<Delta> deltas) {
        deltas.accept(new Delta.Embedding(index, new JsonValue.Arr(embedding.list("values"))));
    }

    protected static void usage(JsonValue.Obj answer, Consumer<Delta> deltas) {
        JsonValue.Obj usage = answer.object("usageMetadata");
        if (usage != null) {
            deltas.accept(new Delta.Tokens(TokenNumber.of(usage, "promptTokenCount", 0), 0));
        }
    }

    @Override
    public final Delta.Failure failure(@Nullable JsonValue answer, int status) {
        return GeminiAnswers.failure(answer, status);
    }
}
