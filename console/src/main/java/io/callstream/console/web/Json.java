package io.callstream.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** JSON, read and written. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** Any value of plain Java: texts, numbers, lists, maps, null. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        }
    }

    /** Over several lines, for people. */
    public static String pretty(JsonNode node) {
        return node.toPrettyString();
    }

    /** Empty for what is no JSON. */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A request's body, which has to be an object. */
    public static ObjectNode object(byte[] body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // said below, as for JSON that is no object
        }
        throw WebException.wrong("the body is no JSON object");
    }

    public static Reply.Content reply(JsonNode node) {
        return Reply.json(bytes(node));
    }

    public static Reply.Content error(int status, String message) {
        ObjectNode json = object();
        json.putObject("error").put("status", status).put("message", message);
        return Reply.json(status, bytes(json));
    }
}
