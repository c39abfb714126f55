package io.callstream.gateway.dialect.ollama;

import io.callstream.gateway.chat.EmbeddingRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.request.KnownParameters;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.Map;
import java.util.Set;

/** Writes requests for embeddings. */
final class OllamaEmbeddings {
    private static final KnownParameters PARAMETERS = new KnownParameters(
            "Ollama's models have",
            Set.of("model", "dimensions", "encoding_format", "user", "metadata", "truncate", "options", "keep_alive"),
            Map.of());

    private OllamaEmbeddings() {}

    /** @param drops whether parameters that Ollama does not know are left out */
    static String write(EmbeddingRequest request, String model, boolean drops) throws UnsupportedRequestException {
        Map<String, JsonValue> said = request.parameters();
        OllamaOptions options = OllamaOptions.of(said);
        if (!drops) {
            PARAMETERS.check(options.rest());
        }
        return new JsonObject()
                .with("model", model)
                .with("input", request.texts().stream().map(JsonValue.Text::new).toList())
                .with("truncate", said.get("truncate"))
                .with("dimensions", said.get("dimensions"))
                .with("options", options.value())
                .with("keep_alive", said.get("keep_alive"))
                .toString();
    }
}
