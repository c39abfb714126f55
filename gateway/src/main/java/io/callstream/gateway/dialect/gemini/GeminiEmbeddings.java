package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.chat.EmbeddingRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.answer.AnswerForm;
import io.callstream.json.JsonObject;

/** How embeddings are asked for, which differs between the places where Gemini's form is spoken. */
public interface GeminiEmbeddings {
    String method(String model);

    /** @throws UnsupportedRequestException if the model cannot be asked for it */
    JsonObject body(EmbeddingRequest request, String model) throws UnsupportedRequestException;

    AnswerForm answers();
}
