package io.callstream.gateway.chat;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for embeddings.
 *
 * @param texts in their order
 * @param parameters every other field as the client wrote it, under OpenAI's names; those that say null are not there
 */
public record EmbeddingRequest(List<String> texts, Map<String, JsonValue> parameters) {
    private static final String INPUT = "input";

    public EmbeddingRequest {
        texts = List.copyOf(texts);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Reads one in OpenAI's form.
     *
     * @throws UnsupportedRequestException if its input is not text
     */
    public static EmbeddingRequest read(Slice body) throws UnsupportedRequestException {
        Map<String, JsonValue> fields = new LinkedHashMap<>(object(body).fields());
        fields.values().removeIf(value -> value == JsonValue.NULL);
        return new EmbeddingRequest(texts(fields.remove(INPUT)), fields);
    }

    private static JsonValue.Obj object(Slice body) throws UnsupportedRequestException {
        try {
            if (JsonValue.read(body) instanceof JsonValue.Obj object) {
                return object;
            }
        } catch (InvalidJsonException e) {
            throw new UnsupportedRequestException(null, "The request body is no JSON: " + e.getMessage());
        }
        throw new UnsupportedRequestException(null, "The request body is no JSON object.");
    }

    private static List<String> texts(@Nullable JsonValue input) throws UnsupportedRequestException {
        List<JsonValue> said =
                input instanceof JsonValue.Arr list ? list.elements() : input == null ? List.of() : List.of(input);
        List<String> texts = new ArrayList<>();
        for (JsonValue each : said) {
            if (!(each instanceof JsonValue.Text text)) {
                throw new UnsupportedRequestException(
                        INPUT, "input: a text or a list of texts is expected; this model's provider takes no tokens.");
            }
            texts.add(text.value());
        }
        if (texts.isEmpty()) {
            throw new UnsupportedRequestException(INPUT, "input: a text or a list of at least one text is expected.");
        }
        return texts;
    }
}
