package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Random;

/** Answers {@code /v1/embeddings}: a unit vector that depends only on the input. */
final class Embeddings {
    private static final int DIMENSIONS = 8;

    private Embeddings() {}

    static String answer(ObjectNode body) {
        ObjectNode root = Json.object().put("object", "list");
        ArrayNode data = root.putArray("data");
        JsonNode input = body.path("input");
        boolean many = input.isArray() && !input.path(0).isNumber();
        long tokens = 0;
        for (int at = 0; at < (many ? input.size() : 1); at++) {
            String text = Json.text(many ? input.get(at) : input);
            ObjectNode item = data.addObject().put("object", "embedding").put("index", at);
            put(item, vector(text, body.path("dimensions").asInt(DIMENSIONS)), body);
            tokens += Speaker.promptTokens(text);
        }
        root.put("model", body.path("model").asText());
        root.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return Json.text(root);
    }

    private static void put(ObjectNode item, float[] vector, ObjectNode body) {
        if (body.path("encoding_format").asText().equals("base64")) {
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            item.put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
            return;
        }
        ArrayNode numbers = item.putArray("embedding");
        for (float value : vector) {
            numbers.add(value);
        }
    }

    private static float[] vector(String text, int dimensions) {
        Random random = new Random(text.hashCode());
        float[] vector = new float[dimensions];
        double squares = 0;
        for (int at = 0; at < dimensions; at++) {
            vector[at] = (float) random.nextGaussian();
            squares += vector[at] * vector[at];
        }
        for (int at = 0; at < dimensions; at++) {
            vector[at] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
