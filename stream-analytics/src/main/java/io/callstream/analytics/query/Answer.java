package io.callstream.analytics.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param status HTTP status
 * @param type content type
 * @param body its bytes
 */
record Answer(int status, String type, byte[] body) {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final String JSON_TYPE = "application/json";

    static Answer ok(JsonNode json) {
        return json(200, json);
    }

    static Answer json(int status, JsonNode json) {
        try {
            return new Answer(status, JSON_TYPE, JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was built cannot be written", e);
        }
    }

    static Answer text(int status, String type, String text) {
        return new Answer(status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** An error as every answer of this API gives it. */
    static Answer error(int status, String message) {
        return json(status, JSON.valueToTree(Map.of("error", Map.of("message", message))));
    }
}
