package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.chat.EmbeddingRequest;
import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.json.JsonObject;

/** How embeddings are asked for, which differs between the places where Gemini's form is spoken. */
public interface GeminiEmbeddings {
    /** Of the model. */
    String method();

    JsonObject body(EmbeddingRequest request, String model);

    AnswerForm answers();
}
