package io.callstream.gateway.dialect.bedrock;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.Map;
import java.util.Set;

/** What Bedrock's models for embeddings take, refuse and answer, after AWS's user guide. */
final class InvokeRules {
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "amazon.titan-embed-text-v1", Set.of("inputText"),
            "amazon.titan-embed-text-v2:0", Set.of("inputText", "dimensions", "normalize", "embeddingTypes"),
            "amazon.titan-embed-image-v1", Set.of("inputText", "inputImage", "embeddingConfig"),
            "cohere.embed-english-v3", Set.of("texts", "images", "input_type", "truncate", "embedding_types"),
            "cohere.embed-v4:0",
                    Set.of(
                            "texts",
                            "images",
                            "inputs",
                            "input_type",
                            "truncate",
                            "embedding_types",
                            "output_dimension",
                            "max_tokens"));
    private static final int MOST_TEXTS = 96;

    private InvokeRules() {}

    /** @param headers beside the usual ones */
    record Answer(Map<String, String> headers, String body) {}

    /**
     * Answers one request, each text by the vector of its length and 0.5.
     *
     * @param model with or without the regions before its name
     * @throws IllegalArgumentException with what a ValidationException says
     */
    static Answer answer(String model, byte[] body) {
        JsonValue.Obj request = read(body);
        String name = model.replaceFirst("^(us|eu|apac|global)\\.", "");
        Set<String> known = FIELDS.get(name);
        demand(known != null, "The provided model identifier is invalid.");
        request.fields()
                .keySet()
                .forEach(field -> demand(
                        known.contains(field),
                        "Malformed input request: #: extraneous key [" + field + "] is not permitted"));
        return name.startsWith("cohere") ? cohere(request) : titan(request, name);
    }

    private static JsonValue.Obj read(byte[] body) {
        try {
            if (JsonValue.read(Slice.of(body)) instanceof JsonValue.Obj object) {
                return object;
            }
        } catch (InvalidJsonException e) {
            throw new IllegalArgumentException("Malformed input request: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("Malformed input request, please reformat your input and try again.");
    }

    private static Answer titan(JsonValue.Obj request, String name) {
        String text = request.text("inputText");
        demand(text != null, "#: required key [inputText] not found");
        long dimensions = request.number("dimensions", 1024);
        demand(Set.of(256L, 512L, 1024L).contains(dimensions), "#/dimensions: is not a valid enum value");
        String vector = vector(text);
        String byType = name.contains("-v2") ? ",\"embeddingsByType\":{\"float\":" + vector + "}" : "";
        return new Answer(
                Map.of("X-Amzn-Bedrock-Input-Token-Count", "3"),
                "{\"embedding\":" + vector + byType + ",\"inputTextTokenCount\":3}");
    }

    private static Answer cohere(JsonValue.Obj request) {
        int texts = request.list("texts").size();
        demand(request.text("input_type") != null, "#: required key [input_type] not found");
        demand(texts > 0 && texts <= MOST_TEXTS, "#/texts: expected maxItems: 96");
        String vectors = request.list("texts").stream()
                .map(text -> vector(((JsonValue.Text) text).value()))
                .toList()
                .toString();
        boolean typed = request.get("embedding_types") != null;
        String id = new JsonObject().with("id", "e-1").toString();
        return new Answer(
                Map.of("X-Amzn-Bedrock-Input-Token-Count", Integer.toString(2 * texts)),
                id.substring(0, id.length() - 1) + ",\"embeddings\":"
                        + (typed ? "{\"float\":" + vectors + "}" : vectors) + ",\"response_type\":\""
                        + (typed ? "embeddings_by_type" : "embeddings_floats") + "\"}");
    }

    private static String vector(String text) {
        return "[" + text.length() + ",0.5]";
    }

    private static void demand(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
