package io.callstream.sink.datadog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.calls.EndedCall;

/** What was said and answered, in a span's {@code input} and {@code output}: messages whose content is text. */
final class Conversation {
    /** Stands where content would make the span too large. */
    static final String DROPPED = "[dropped: the span would have been too large]";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Conversation() {}

    static void write(EndedCall call, ObjectNode meta) {
        JsonNode input = call.input();
        if (input.isArray() && input.path(0).isObject()) {
            ArrayNode messages = meta.putObject("input").putArray("messages");
            input.forEach(message -> messages.add(message(message)));
        } else if (!input.isMissingNode()) {
            meta.putObject("input").put("value", text(input));
        }
        if (call.choices().isArray()) {
            ArrayNode messages = meta.putObject("output").putArray("messages");
            call.choices()
                    .forEach(choice -> messages.add(message(choice.has("message") ? choice.path("message") : choice)));
        }
    }

    private static ObjectNode message(JsonNode said) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("role", said.path("role").asText("assistant"));
        message.put("content", content(said));
        if (!said.path("tool_calls").isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            said.path("tool_calls").forEach(tool -> calls.add(toolCall(tool)));
        }
        return message;
    }

    /** A choice of a text completion has its answer under another name. */
    private static String content(JsonNode said) {
        JsonNode content = said.has("content") ? said.path("content") : said.path("text");
        return content.isNull() || content.isMissingNode() ? "" : text(content);
    }

    private static ObjectNode toolCall(JsonNode tool) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        JsonNode function = tool.path("function");
        call.put("name", function.path("name").asText());
        call.set("arguments", arguments(function.path("arguments").asText()));
        call.put("tool_id", tool.path("id").asText());
        call.put("type", tool.path("type").asText("function"));
        return call;
    }

    /** Arguments are an object; models do not always write one. */
    private static ObjectNode arguments(String written) {
        try {
            if (JSON.readTree(written) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Told as they were written, below.
        }
        return JsonNodeFactory.instance.objectNode().put("value", written);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }
}
