package io.callstream.sink.otlp.genai;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.otlp.span.Attributes;
import java.util.List;
import java.util.Optional;

/** What was said as one attribute for each field of each message: {@code gen_ai.prompt.0.role} and so on. */
final class IndexedAttributes {
    private IndexedAttributes() {}

    static void write(Conversation said, Attributes attributes) {
        messages("gen_ai.prompt.", said.input(), attributes);
        messages("gen_ai.completion.", said.output(), attributes);
        functions(said.tools(), attributes);
    }

    private static void messages(String stem, List<JsonNode> messages, Attributes attributes) {
        for (int index = 0; index < messages.size(); index++) {
            JsonNode message = messages.get(index);
            String name = stem + index + '.';
            attributes
                    .text(name + "role", message.path("role").asText("user"))
                    .text(name + "content", text(message.path("content")))
                    .text(name + "tool_call_id", text(message.path("tool_call_id")))
                    .text(name + "finish_reason", text(message.path("finish_reason")));
            toolCalls(name + "tool_calls.", message.path("tool_calls"), attributes);
        }
    }

    private static void toolCalls(String stem, JsonNode calls, Attributes attributes) {
        for (int index = 0; index < calls.size(); index++) {
            JsonNode call = calls.get(index);
            String name = stem + index + '.';
            attributes
                    .text(name + "id", text(call.path("id")))
                    .text(name + "name", text(call.path("function").path("name")))
                    .text(name + "arguments", text(call.path("function").path("arguments")));
        }
    }

    private static void functions(JsonNode tools, Attributes attributes) {
        for (int index = 0; index < tools.size(); index++) {
            JsonNode function = tools.get(index).path("function");
            String name = "llm.request.functions." + index + '.';
            attributes
                    .text(name + "name", text(function.path("name")))
                    .text(name + "description", text(function.path("description")))
                    .text(name + "parameters", text(function.path("parameters")));
        }
    }

    private static Optional<String> text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(value.isTextual() ? value.textValue() : value.toString());
    }
}
