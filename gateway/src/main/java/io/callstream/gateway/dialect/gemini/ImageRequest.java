package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.request.KnownParameters;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call for images in OpenAI's form: Imagen's models predict them, Gemini's draw within an answer
 * (ai.google.dev/gemini-api/docs/imagen and /image-generation, 2026-11-28).
 *
 * @param drops whether what Google's models cannot do is left out
 */
record ImageRequest(JsonValue.Obj asked, String model, boolean drops) {
    private static final KnownParameters PARAMETERS = new KnownParameters(
            "Google's models have",
            Set.of("model", "prompt", "n", "size", "response_format", "user", "aspectRatio", "personGeneration"),
            Map.of("quality", "\"auto\"", "background", "\"auto\"", "moderation", "\"auto\"", "stream", "false"));

    /** Google has shapes, and sizes of its own within them. */
    private static final Map<String, String> SHAPES = Map.ofEntries(
            Map.entry("256x256", "1:1"),
            Map.entry("512x512", "1:1"),
            Map.entry("1024x1024", "1:1"),
            Map.entry("1536x1024", "3:2"),
            Map.entry("1024x1536", "2:3"),
            Map.entry("1792x1024", "16:9"),
            Map.entry("1024x1792", "9:16"),
            Map.entry("1280x896", "4:3"),
            Map.entry("896x1280", "3:4"));

    static ImageRequest read(byte[] openAi, String model, boolean drops) throws UnsupportedRequestException {
        try {
            if (JsonValue.read(Slice.of(openAi)) instanceof JsonValue.Obj asked) {
                Map<String, JsonValue> said = new LinkedHashMap<>(asked.fields());
                said.values().removeIf(value -> value == JsonValue.NULL);
                return new ImageRequest(new JsonValue.Obj(said), model, drops);
            }
        } catch (InvalidJsonException e) {
            throw new UnsupportedRequestException(null, "The request body is no JSON: " + e.getMessage());
        }
        throw new UnsupportedRequestException(null, "The request body is no JSON object.");
    }

    static boolean predicts(String model) {
        return model.startsWith("imagen");
    }

    static String method(String model) {
        return predicts(model) ? "predict" : "generateContent";
    }

    String body() throws UnsupportedRequestException {
        String prompt = asked.text("prompt");
        if (prompt == null || prompt.isBlank()) {
            throw new UnsupportedRequestException("prompt", "prompt: what is to be drawn has to be said, as a text.");
        }
        if (!drops) {
            check();
        }
        return (predicts(model) ? prediction(prompt) : answer(prompt)).toString();
    }

    private void check() throws UnsupportedRequestException {
        PARAMETERS.check(asked.fields());
        if ("url".equals(asked.text("response_format"))) {
            throw new UnsupportedRequestException(
                    "response_format", "response_format: Google's models give images in the answer; ask for b64_json.");
        }
    }

    private JsonObject prediction(String prompt) throws UnsupportedRequestException {
        JsonObject parameters = new JsonObject()
                .with("sampleCount", asked.number("n", 1))
                .with("aspectRatio", shape())
                .with("personGeneration", asked.text("personGeneration"));
        return new JsonObject()
                .with(
                        "instances",
                        List.of(new JsonObject().with("prompt", prompt).value()))
                .with("parameters", parameters);
    }

    private JsonObject answer(String prompt) throws UnsupportedRequestException {
        if (asked.number("n", 1) != 1 && !drops) {
            throw new UnsupportedRequestException(
                    "n", "n: this model draws one image a call; leave it out, or set drop_params.");
        }
        String shape = shape();
        JsonObject config = new JsonObject()
                .with("responseModalities", List.of(new JsonValue.Text("TEXT"), new JsonValue.Text("IMAGE")))
                .with(
                        "imageConfig",
                        shape == null
                                ? null
                                : new JsonObject().with("aspectRatio", shape).value());
        JsonValue part = new JsonObject().with("text", prompt).value();
        return new JsonObject()
                .with(
                        "contents",
                        List.of(new JsonObject()
                                .with("role", "user")
                                .with("parts", List.of(part))
                                .value()))
                .with("generationConfig", config);
    }

    private @Nullable String shape() throws UnsupportedRequestException {
        String said = asked.text("aspectRatio");
        String size = asked.text("size");
        if (said != null || size == null || size.equals("auto")) {
            return said;
        }
        String shape = SHAPES.get(size);
        if (shape == null && !drops) {
            throw new UnsupportedRequestException(
                    "size",
                    "size: Google's models take "
                            + SHAPES.keySet().stream().sorted().toList() + " or an aspectRatio.");
        }
        return shape;
    }

    /** Says nothing of what somebody wants to see. */
    @Override
    public String toString() {
        return "ImageRequest[" + model + "]";
    }
}
