package io.callstream.sink.otlp.genai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What was said in a call, as messages of OpenAI's form whatever kind of call it was.
 *
 * @param input what went in
 * @param output a message a choice, with its {@code finish_reason} where it is known
 * @param tools what the model could call; a missing node if nothing
 */
record Conversation(List<JsonNode> input, List<JsonNode> output, JsonNode tools) {
    private static final String FINISH_REASON = "finish_reason";

    Conversation {
        input = List.copyOf(input);
        output = List.copyOf(output);
    }

    /** Either body may be a missing node, if it is not known or no JSON. */
    static Conversation of(JsonNode request, JsonNode response) {
        return new Conversation(input(request), output(response), request.path("tools"));
    }

    private static List<JsonNode> input(JsonNode request) {
        List<JsonNode> messages = new ArrayList<>();
        if (request.isTextual()) {
            messages.add(message("user", request.textValue()));
        } else if (request.has("messages")) {
            request.get("messages").forEach(messages::add);
        } else {
            texts(request.has("prompt") ? request.get("prompt") : request.path("input"), messages);
        }
        return messages;
    }

    /** A text, several, or token numbers, which stay together. */
    private static void texts(JsonNode said, List<JsonNode> messages) {
        if (said.isArray() && !said.path(0).isNumber()) {
            said.forEach(each -> texts(each, messages));
        } else if (said.isObject() && said.has("role")) {
            messages.add(said);
        } else if (!said.isMissingNode()) {
            messages.add(message("user", said.isTextual() ? said.textValue() : said.toString()));
        }
    }

    private static List<JsonNode> output(JsonNode response) {
        List<JsonNode> messages = new ArrayList<>();
        if (response.isTextual()) {
            messages.add(message("assistant", response.textValue()));
        }
        for (JsonNode choice : response.path("choices")) {
            ObjectNode message = choice.path("message").isObject()
                    ? choice.get("message").deepCopy()
                    : message("assistant", choice.path("text").asText());
            messages.add(
                    choice.hasNonNull(FINISH_REASON) ? message.set(FINISH_REASON, choice.get(FINISH_REASON)) : message);
        }
        return messages;
    }

    private static ObjectNode message(String role, String content) {
        return JsonNodeFactory.instance.objectNode().put("role", role).put("content", content);
    }
}
