package io.callstream.gateway.dialect.cohere;

import io.callstream.gateway.chat.EmbeddingRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.request.KnownParameters;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes requests for embeddings. */
public final class CohereEmbeddings {
    private static final JsonValue DOCUMENT = new JsonValue.Text("search_document");
    private static final KnownParameters PARAMETERS = new KnownParameters(
            "Cohere's models have",
            Set.of(
                    "model",
                    "dimensions",
                    "encoding_format",
                    "user",
                    "input_type",
                    "max_tokens",
                    "truncate",
                    "priority",
                    "metadata"),
            Map.of());

    private CohereEmbeddings() {}

    /** @param drops whether parameters that Cohere does not know are left out */
    static String write(EmbeddingRequest request, String model, boolean drops) throws UnsupportedRequestException {
        return fill(new JsonObject().with("model", model), request, drops).toString();
    }

    /** The same where the address says the model. */
    public static String withoutModel(EmbeddingRequest request, boolean drops) throws UnsupportedRequestException {
        return fill(new JsonObject(), request, drops).toString();
    }

    private static JsonObject fill(JsonObject body, EmbeddingRequest request, boolean drops)
            throws UnsupportedRequestException {
        if (!drops) {
            PARAMETERS.check(request.parameters());
        }
        JsonValue type = request.parameters().get("input_type");
        return body.with(
                        "texts",
                        request.texts().stream().map(JsonValue.Text::new).toList())
                .with("input_type", type == null ? DOCUMENT : type)
                .with("embedding_types", List.of(new JsonValue.Text("float")))
                .with("output_dimension", request.parameters().get("dimensions"))
                .with("max_tokens", request.parameters().get("max_tokens"))
                .with("truncate", request.parameters().get("truncate"))
                .with("priority", request.parameters().get("priority"));
    }
}
