package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.chat.EmbeddingRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.cohere.CohereEmbeddings;
import io.callstream.gateway.dialect.request.KnownParameters;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes requests for embeddings: every maker's models are asked in a form of their own. */
final class Embeddings {
    private static final String DIMENSIONS = "dimensions";
    private static final KnownParameters FIRST = known();
    private static final KnownParameters OF_IMAGES = known(DIMENSIONS);
    private static final KnownParameters SECOND = known(DIMENSIONS, "normalize");

    private Embeddings() {}

    /** @param drops whether parameters that the model does not know are left out */
    static String write(EmbeddingRequest request, ModelTraits model, boolean drops) throws UnsupportedRequestException {
        if (model.cohereEmbeds()) {
            return CohereEmbeddings.withoutModel(request, drops);
        }
        if (!model.titanEmbeds()) {
            throw new UnsupportedRequestException(
                    "model",
                    "On Bedrock the models amazon.titan-embed-* and cohere.embed-* are asked for embeddings here; '"
                            + model.name() + "' is none of them.");
        }
        return titan(request, model, drops);
    }

    private static String titan(EmbeddingRequest request, ModelTraits model, boolean drops)
            throws UnsupportedRequestException {
        if (request.texts().size() > 1) {
            throw new UnsupportedRequestException(
                    "input",
                    "input: " + request.texts().size() + " texts, of which " + model.name()
                            + " takes one a request; ask once for each, or ask a model of Cohere's.");
        }
        boolean images = model.name().contains("titan-embed-image");
        boolean second = model.name().contains("-v2");
        if (!drops) {
            (images ? OF_IMAGES : second ? SECOND : FIRST).check(request.parameters());
        }
        JsonObject body = new JsonObject().with("inputText", request.texts().get(0));
        JsonValue dimensions = request.parameters().get(DIMENSIONS);
        if (second) {
            body.with(DIMENSIONS, dimensions)
                    .with("normalize", request.parameters().get("normalize"));
        } else if (images && dimensions != null) {
            body.with("embeddingConfig", new JsonObject().with("outputEmbeddingLength", dimensions));
        }
        return body.toString();
    }

    private static KnownParameters known(String... own) {
        Set<String> all = new HashSet<>(Set.of("model", "encoding_format", "user", "metadata"));
        all.addAll(List.of(own));
        return new KnownParameters("Titan's models of this kind have", all, Map.of());
    }
}
