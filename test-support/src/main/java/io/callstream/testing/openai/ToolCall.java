package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

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
        JsonNode parameters = function.path("parameters");
        ObjectNode arguments = new SchemaValue(parameters).object(parameters);
        return new ToolCall(id, function.path("name").asText(), fragments(Json.text(arguments)));
    }

    String arguments() {
        return String.join("", fragments);
    }

    /** A text in the pieces a stream sends it in. */
    static List<String> fragments(String text) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < text.length(); from += FRAGMENT) {
            parts.add(text.substring(from, Math.min(text.length(), from + FRAGMENT)));
        }
        return parts;
    }
}
