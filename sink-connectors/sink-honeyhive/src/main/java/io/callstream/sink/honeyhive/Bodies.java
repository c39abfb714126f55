package io.callstream.sink.honeyhive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What was said and answered, in the parts that HoneyHive shows.
 *
 * @param request the request's body; a missing node when it is not told
 * @param response the response's body; a missing node when it is not told
 */
record Bodies(JsonNode request, JsonNode response) {
    private static final String[] INPUTS = {"prompt", "input", "tools", "tool_choice", "functions", "response_format"};
    private static final String[] OUTPUTS = {
        "role", "content", "tool_calls", "reasoning_content", "reasoning", "refusal", "function_call", "audio"
    };

    static Bodies of(JsonNode row) {
        return new Bodies(row.path("request_body"), row.path("response_body"));
    }

    /** HoneyHive shows {@code chat_history} as a conversation. */
    ObjectNode inputs() {
        ObjectNode inputs = JsonNodeFactory.instance.objectNode();
        if (request.path("messages").isArray()) {
            inputs.set("chat_history", request.path("messages"));
        }
        if (request.isTextual()) {
            inputs.set("body", request); // no JSON, or only its beginning
        }
        copy(request, inputs, INPUTS);
        return inputs;
    }

    /** @param content whether what the model wrote is told; why it ended always is */
    ObjectNode outputs(boolean content, JsonNode row) {
        ObjectNode outputs = JsonNodeFactory.instance.objectNode();
        copy(row, outputs, "finish_reason");
        if (!content) {
            return outputs;
        }
        JsonNode choices = response.path("choices");
        JsonNode first = choices.path(0);
        copy(first.path("message"), outputs, OUTPUTS);
        if (first.path("text").isTextual()) {
            outputs.set("content", first.path("text"));
        }
        if (response.isTextual()) {
            outputs.set("content", response);
        }
        if (choices.size() > 1) {
            outputs.set("choices", choices);
        }
        return outputs;
    }

    private static void copy(JsonNode from, ObjectNode to, String... names) {
        for (String name : names) {
            if (from.hasNonNull(name)) {
                to.set(name, from.get(name));
            }
        }
    }
}
