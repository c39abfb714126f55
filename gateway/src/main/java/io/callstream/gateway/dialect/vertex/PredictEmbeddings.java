package io.callstream.gateway.dialect.vertex;

import io.callstream.gateway.chat.EmbeddingRequest;
import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.dialect.gemini.EmbeddingForm;
import io.callstream.gateway.dialect.gemini.GeminiEmbeddings;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TokenNumber;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.function.Consumer;

/** {@code predict}: the text embeddings API of Vertex AI, up to {@code gemini-embedding-001}. */
final class PredictEmbeddings implements GeminiEmbeddings {
    @Override
    public String method(String model) {
        return "predict";
    }

    @Override
    public JsonObject body(EmbeddingRequest request, String model) {
        List<JsonValue> instances =
                request.texts().stream().map(text -> one(text, request)).toList();
        JsonObject body = new JsonObject().with("instances", instances);
        JsonValue dimensions = request.parameters().get("dimensions");
        return dimensions == null
                ? body
                : body.with("parameters", new JsonObject().with("outputDimensionality", dimensions));
    }

    private static JsonValue one(String text, EmbeddingRequest request) {
        return new JsonObject()
                .with("content", text)
                .with("task_type", request.parameters().get("task_type"))
                .with("title", request.parameters().get("title"))
                .value();
    }

    @Override
    public AnswerForm answers() {
        return new Answers();
    }

    private static final class Answers extends EmbeddingForm {
        Answers() {
            super("list of Vertex AI's embeddings");
        }

        @Override
        protected boolean embeddings(JsonValue.Obj answer, Consumer<Delta> deltas) {
            int index = 0;
            long tokens = 0;
            for (JsonValue each : answer.list("predictions")) {
                JsonValue.Obj embedding =
                        each instanceof JsonValue.Obj prediction ? prediction.object("embeddings") : null;
                if (embedding != null) {
                    embedding(index++, embedding, deltas);
                    JsonValue.Obj statistics = embedding.object("statistics");
                    tokens += statistics == null ? 0 : TokenNumber.of(statistics, "token_count", 0);
                }
            }
            if (tokens > 0) {
                deltas.accept(new Delta.Tokens(tokens, 0));
            }
            return index > 0;
        }
    }
}
