package io.callstream.sink.posthog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.calls.EndedCall;

/** What was said and answered, as lists of messages with roles. */
final class Content {
    private Content() {}

    static void write(EndedCall call, ObjectNode properties) {
        JsonNode input = call.input();
        if (input.isTextual() && !call.embedding()) {
            properties.putArray("$ai_input").addObject().put("role", "user").set("content", input);
        } else {
            Properties.put(properties, "$ai_input", input);
        }
        Properties.put(properties, "$ai_tools", call.request().path("tools"));
        if (call.choices().isArray()) {
            ArrayNode choices = properties.putArray("$ai_output_choices");
            call.choices().forEach(choice -> add(choice, choices));
        } else {
            call.answerText()
                    .ifPresent(text -> properties
                            .putArray("$ai_output_choices")
                            .addObject()
                            .put("role", "assistant")
                            .put("content", text));
        }
    }

    /** A choice of a text completion has a text in place of a message. */
    private static void add(JsonNode choice, ArrayNode choices) {
        if (choice.path("message").isObject()) {
            choices.add(choice.path("message"));
        } else {
            choices.addObject().put("role", "assistant").set("content", choice.path("text"));
        }
    }
}
