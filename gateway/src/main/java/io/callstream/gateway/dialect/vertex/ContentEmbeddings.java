package io.callstream.gateway.dialect.vertex;

import io.callstream.gateway.chat.EmbeddingRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.gateway.dialect.gemini.EmbeddingForm;
import io.callstream.gateway.dialect.gemini.GeminiEmbeddings;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.function.Consumer;

/** {@code embedContent}, by which Vertex AI serves Gemini's embeddings after {@code gemini-embedding-001}: one text a request. */
final class ContentEmbeddings implements GeminiEmbeddings {
    @Override
    public String method(String model) {
        return "embedContent";
    }

    @Override
    public JsonObject body(EmbeddingRequest request, String model) throws UnsupportedRequestException {
        if (request.texts().size() > 1) {
            throw new UnsupportedRequestException(
                    "input",
                    "input: " + request.texts().size() + " texts, of which Vertex AI's " + model
                            + " takes one a request; ask once for each.");
        }
        JsonValue part = new JsonObject().with("text", request.texts().get(0)).value();
        JsonObject body = new JsonObject()
                .with("content", new JsonObject().with("role", "user").with("parts", List.of(part)));
        JsonObject how = new JsonObject()
                .with("taskType", request.parameters().get("task_type"))
                .with("title", request.parameters().get("title"))
                .with("outputDimensionality", request.parameters().get("dimensions"));
        return how.value().fields().isEmpty() ? body : body.with("embedContentConfig", how);
    }

    @Override
    public AnswerForm answers() {
        return new Answer();
    }

    private static final class Answer extends EmbeddingForm {
        Answer() {
            super("embedding of Vertex AI's");
        }

        @Override
        protected boolean embeddings(JsonValue.Obj answer, Consumer<Delta> deltas) {
            JsonValue.Obj embedding = answer.object("embedding");
            if (embedding == null) {
                return false;
            }
            embedding(0, embedding, deltas);
            usage(answer, deltas);
            return true;
        }
    }
}
