package io.callstream.sink.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.calls.ChatMessage;
import io.callstream.sink.calls.EndedCall;
import io.callstream.sink.calls.ToolCall;
import io.callstream.sink.json.JsonReader;
import java.util.List;

/** What was said and answered, in a span's {@code input} and {@code output}: messages whose content is text. */
final class Conversation {
    private Conversation() {}

    static void write(EndedCall call, ObjectNode meta) {
        JsonNode input = call.input();
        if (input.isArray() && input.path(0).isObject()) {
            ArrayNode messages = meta.putObject("input").putArray("messages");
            input.forEach(message -> add(new ChatMessage(message), messages));
        } else if (!input.isMissingNode()) {
            meta.putObject("input").put("value", input.isTextual() ? input.asText() : input.toString());
        }
        if (call.choices().isArray()) {
            ArrayNode messages = meta.putObject("output").putArray("messages");
            call.choices().forEach(choice -> add(ChatMessage.ofChoice(choice), messages));
        } else {
            call.answerText().ifPresent(text -> meta.putObject("output").put("value", text));
        }
    }

    /** What a model thought is a message of its own, as Datadog's clients have it. */
    private static void add(ChatMessage said, ArrayNode messages) {
        said.reasoning()
                .ifPresent(
                        thought -> messages.addObject().put("role", "reasoning").put("content", thought));
        ObjectNode message = messages.addObject();
        message.put("role", said.role("assistant"));
        message.put("content", said.text().orElse(""));
        List<ToolCall> calls = said.toolCalls();
        if (!calls.isEmpty()) {
            ArrayNode tools = message.putArray("tool_calls");
            calls.forEach(tool -> tools.add(toolCall(tool)));
        }
    }

    private static ObjectNode toolCall(ToolCall tool) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", tool.name())
                .<ObjectNode>set("arguments", arguments(tool.arguments()))
                .put("tool_id", tool.id())
                .put("type", tool.type());
    }

    /** Arguments are an object; models do not always write one, and custom tools take any text. */
    private static JsonNode arguments(String written) {
        return JsonReader.tree(written)
                .filter(JsonNode::isObject)
                .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("value", written));
    }
}
