package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A call of one of the request's functions.
 *
 * @param fragments the arguments' JSON text in the pieces a stream sends it in
 */
record ToolCall(String id, String name, List<String> fragments) {
    private static final int FRAGMENT = 7;

    /** Calls {@code tool} (an element of the request's {@code tools}) with a value for every declared property. */
    static ToolCall of(JsonNode tool, String id) {
        JsonNode function = tool.path("function");
        ObjectNode arguments = Json.object();
        for (Map.Entry<String, JsonNode> property :
                function.path("parameters").path("properties").properties()) {
            arguments.set(property.getKey(), value(property.getValue()));
        }
        return new ToolCall(id, function.path("name").asText(), fragments(Json.text(arguments)));
    }

    String arguments() {
        return String.join("", fragments);
    }

    private static JsonNode value(JsonNode schema) {
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "integer", "number" -> Json.MAPPER.getNodeFactory().numberNode(42);
            case "boolean" -> Json.MAPPER.getNodeFactory().booleanNode(true);
            case "array" -> Json.MAPPER.createArrayNode();
            case "object" -> Json.object();
            default -> Json.MAPPER.getNodeFactory().textNode("Zürich \"HB\"");
        };
    }

    private static List<String> fragments(String text) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < text.length(); from += FRAGMENT) {
            parts.add(text.substring(from, Math.min(text.length(), from + FRAGMENT)));
        }
        return parts;
    }
}
