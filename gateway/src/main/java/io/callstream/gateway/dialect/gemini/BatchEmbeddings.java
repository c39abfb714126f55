package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.chat.EmbeddingRequest;
import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code batchEmbedContents}, as github.com/googleapis/python-genai asks the Gemini API, as of 2026-08-21 (6680718), compared on 2026-11-27.
 */
final class BatchEmbeddings implements GeminiEmbeddings {
    @Override
    public String method(String model) {
        return "batchEmbedContents";
    }

    @Override
    public JsonObject body(EmbeddingRequest request, String model) {
        List<JsonValue> requests =
                request.texts().stream().map(text -> one(text, request, model)).toList();
        return new JsonObject().with("requests", requests);
    }

    private static JsonValue one(String text, EmbeddingRequest request, String model) {
        JsonValue part = new JsonObject().with("text", text).value();
        return new JsonObject()
                .with("model", "models/" + model)
                .with("content", new JsonObject().with("parts", List.of(part)))
                .with("taskType", request.parameters().get("task_type"))
                .with("title", request.parameters().get("title"))
                .with("outputDimensionality", request.parameters().get("dimensions"))
                .value();
    }

    @Override
    public AnswerForm answers() {
        return new Answers();
    }

    private static final class Answers extends EmbeddingForm {
        Answers() {
            super("list of Gemini's embeddings");
        }

        @Override
        protected boolean embeddings(JsonValue.Obj answer, Consumer<Delta> deltas) {
            if (answer.get("embeddings") == null) {
                return false;
            }
            int index = 0;
            for (JsonValue each : answer.list("embeddings")) {
                if (each instanceof JsonValue.Obj embedding) {
                    embedding(index++, embedding, deltas);
                }
            }
            usage(answer, deltas);
            return true;
        }
    }
}
