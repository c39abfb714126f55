package io.callstream.gateway.dialect.vertex;

import io.callstream.gateway.chat.EmbeddingRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.dialect.gemini.GeminiEmbeddings;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Embeddings on Vertex AI, whose models are asked in one of two ways; which one, Google's own client decides by the name as well. */
final class VertexEmbeddings implements GeminiEmbeddings {
    private final GeminiEmbeddings predictions = new PredictEmbeddings();
    private final GeminiEmbeddings contents = new ContentEmbeddings();

    private GeminiEmbeddings of(String model) {
        return model.contains("gemini") && !model.equals("gemini-embedding-001") ? contents : predictions;
    }

    @Override
    public String method(String model) {
        return of(model).method(model);
    }

    @Override
    public JsonObject body(EmbeddingRequest request, String model) throws UnsupportedRequestException {
        return of(model).body(request, model);
    }

    /** What comes says itself which of the two it is. */
    @Override
    public AnswerForm answers() {
        return new Either(predictions.answers(), contents.answers());
    }

    private record Either(AnswerForm first, AnswerForm second) implements AnswerForm {
        @Override
        public String name() {
            return first.name();
        }

        @Override
        public boolean read(@Nullable JsonValue answer, Consumer<Delta> deltas) {
            return first.read(answer, deltas) || second.read(answer, deltas);
        }

        @Override
        public Delta.Failure failure(@Nullable JsonValue answer, int status) {
            return first.failure(answer, status);
        }
    }
}
