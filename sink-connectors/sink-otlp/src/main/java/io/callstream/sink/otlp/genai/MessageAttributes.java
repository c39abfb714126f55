package io.callstream.sink.otlp.genai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.otlp.span.Attributes;
import io.callstream.sink.otlp.span.Bodies;
import java.util.List;

/** What was said in the conventions' form; JSON as text, because few destinations take structured attributes on spans yet. */
final class MessageAttributes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String FINISH_REASON = "finish_reason";

    private MessageAttributes() {}

    static void write(Conversation said, Attributes attributes) {
        if (!said.input().isEmpty()) {
            attributes.text("gen_ai.input.messages", Bodies.fitting(messages(said.input())));
        }
        if (!said.output().isEmpty()) {
            attributes.text("gen_ai.output.messages", Bodies.fitting(outputs(said.output())));
        }
        if (!said.tools().isEmpty()) {
            attributes.text("gen_ai.tool.definitions", Bodies.fitting(definitions(said.tools())));
        }
    }

    private static ArrayNode messages(List<JsonNode> messages) {
        ArrayNode array = JSON.arrayNode();
        messages.forEach(message -> array.add(message(message)));
        return array;
    }

    /** The schema wants a reason of each; an answer that broke off has none. */
    private static ArrayNode outputs(List<JsonNode> messages) {
        ArrayNode array = JSON.arrayNode();
        messages.forEach(message -> array.add(
                message(message).put(FINISH_REASON, message.path(FINISH_REASON).asText("error"))));
        return array;
    }

    private static ObjectNode message(JsonNode message) {
        ObjectNode converted =
                JSON.objectNode().put("role", message.path("role").asText("user"));
        if (message.path("name").isTextual()) {
            converted.set("name", message.get("name"));
        }
        return converted.set("parts", Parts.of(message));
    }

    /** OpenAI's form keeps a tool's definition one level deeper, named as its type is. */
    private static ArrayNode definitions(JsonNode tools) {
        ArrayNode array = JSON.arrayNode();
        for (JsonNode tool : tools) {
            String type = tool.path("type").asText("function");
            ObjectNode definition = JSON.objectNode().put("type", type);
            tool.path(type).fields().forEachRemaining(field -> definition.set(field.getKey(), field.getValue()));
            array.add(definition);
        }
        return array;
    }
}
