package io.callstream.sink.otlp.genai;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.calls.ChatMessage;
import io.callstream.sink.calls.ToolCall;
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
                    .text(name + "content", new ChatMessage(message).text())
                    .text(name + "reasoning", new ChatMessage(message).reasoning())
                    .text(name + "tool_call_id", text(message.path("tool_call_id")))
                    .text(name + "finish_reason", text(message.path("finish_reason")));
            toolCalls(name + "tool_calls.", ToolCall.of(message), attributes);
        }
    }

    private static void toolCalls(String stem, List<ToolCall> calls, Attributes attributes) {
        for (int index = 0; index < calls.size(); index++) {
            ToolCall call = calls.get(index);
            String name = stem + index + '.';
            attributes
                    .text(name + "id", Optional.of(call.id()).filter(id -> !id.isEmpty()))
                    .text(name + "name", call.name())
                    .text(name + "arguments", call.arguments());
        }
    }

    private static void functions(JsonNode tools, Attributes attributes) {
        for (int index = 0; index < tools.size(); index++) {
            JsonNode tool = tools.get(index);
            JsonNode function = tool.path(tool.path("type").asText("function"));
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
