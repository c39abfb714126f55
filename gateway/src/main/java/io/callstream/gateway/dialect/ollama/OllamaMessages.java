package io.callstream.gateway.dialect.ollama;

import io.callstream.gateway.chat.ChatMessage;
import io.callstream.gateway.chat.ChatMessage.Role;
import io.callstream.gateway.chat.Media;
import io.callstream.gateway.chat.Part;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the messages of one request. */
final class OllamaMessages {
    private final List<JsonValue> messages = new ArrayList<>();
    private final Map<String, String> toolNames = new HashMap<>();

    List<JsonValue> all() {
        return messages;
    }

    void add(ChatMessage message) throws UnsupportedRequestException {
        if (message.role() == Role.TOOL) {
            for (Part part : message.parts()) {
                if (part instanceof Part.ToolResult result) {
                    messages.add(result(result));
                }
            }
            return;
        }
        JsonObject written = new JsonObject().with("role", role(message.role())).with("content", message.text());
        thinking(message, written);
        List<JsonValue> images = images(message.parts());
        if (!images.isEmpty()) {
            written.with("images", images);
        }
        List<JsonValue> calls = calls(message);
        messages.add(
                calls.isEmpty()
                        ? written.value()
                        : written.with("tool_calls", calls).value());
    }

    private static String role(Role role) {
        return role == Role.SYSTEM ? "system" : role == Role.ASSISTANT ? "assistant" : "user";
    }

    /** Results name the tool, and in newer versions the call, as OpenAI's form does; older ones pass over that. */
    private JsonValue result(Part.ToolResult result) throws UnsupportedRequestException {
        JsonObject written = new JsonObject()
                .with("role", "tool")
                .with("tool_name", toolNames.get(result.callId()))
                .with("tool_call_id", result.callId())
                .with("content", text(result));
        List<JsonValue> images = images(result.content());
        return images.isEmpty()
                ? written.value()
                : written.with("images", images).value();
    }

    private static String text(Part.ToolResult result) {
        return result.content().stream()
                .map(part -> part instanceof Part.Text said ? said.text() : "")
                .collect(Collectors.joining());
    }

    private static void thinking(ChatMessage message, JsonObject written) {
        String thought = message.parts().stream()
                .map(part -> part instanceof Part.Thinking thinking ? thinking.text() : "")
                .collect(Collectors.joining());
        if (!thought.isEmpty()) {
            written.with("thinking", thought);
        }
    }

    private static List<JsonValue> images(List<Part> parts) throws UnsupportedRequestException {
        List<JsonValue> images = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Image image && image.media() instanceof Media.Inline inline) {
                images.add(new JsonValue.Text(inline.base64()));
            } else if (part instanceof Part.Image) {
                throw new UnsupportedRequestException(
                        "messages",
                        "messages: Ollama fetches no images; send the image itself (data:image/png;base64,...).");
            } else if (part instanceof Part.Audio || part instanceof Part.Document) {
                throw new UnsupportedRequestException(
                        "messages", "messages: Ollama's models take text and images, neither audio nor files.");
            }
        }
        return images;
    }

    private List<JsonValue> calls(ChatMessage message) throws UnsupportedRequestException {
        List<JsonValue> calls = new ArrayList<>();
        for (Part part : message.parts()) {
            if (part instanceof Part.ToolCall call) {
                toolNames.put(call.id(), call.name());
                calls.add(call(call));
            }
        }
        return calls;
    }

    private static JsonValue call(Part.ToolCall call) throws UnsupportedRequestException {
        JsonObject function = new JsonObject().with("name", call.name()).with("arguments", arguments(call));
        return new JsonObject().with("id", call.id()).with("function", function).value();
    }

    private static JsonValue arguments(Part.ToolCall call) throws UnsupportedRequestException {
        try {
            JsonValue read = JsonValue.read(Slice.of(call.arguments()));
            if (read instanceof JsonValue.Obj) {
                return read;
            }
        } catch (InvalidJsonException e) {
            // What is no JSON is no object either.
        }
        throw new UnsupportedRequestException(
                "messages", "messages: the arguments of the tool call '" + call.name() + "' are no JSON object.");
    }
}
