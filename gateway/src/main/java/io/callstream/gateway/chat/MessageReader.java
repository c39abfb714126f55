package io.callstream.gateway.chat;

import io.callstream.gateway.chat.ChatMessage.Role;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads messages in OpenAI's form, with what LiteLLM adds to them: {@code thinking_blocks} and {@code cache_control}. */
final class MessageReader {
    private final String place;
    private final JsonValue.Obj message;
    private final List<Part> parts = new ArrayList<>();

    private MessageReader(String place, JsonValue.Obj message) {
        this.place = place;
        this.message = message;
    }

    static List<ChatMessage> read(List<JsonValue> messages) throws UnsupportedRequestException {
        List<ChatMessage> read = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            String place = "messages[" + i + "]";
            if (!(messages.get(i) instanceof JsonValue.Obj message)) {
                throw new UnsupportedRequestException(place, place + ": an object is expected.");
            }
            read.add(new MessageReader(place, message).read());
        }
        return read;
    }

    private ChatMessage read() throws UnsupportedRequestException {
        Role role = role();
        if (role == Role.ASSISTANT) {
            thinking();
        }
        JsonValue cache = message.get("cache_control");
        if (role == Role.TOOL) {
            parts.add(new Part.ToolResult(callId(), content(null), cache)); // marked once: providers count the marks
        } else {
            parts.addAll(content(cache));
        }
        if (role == Role.ASSISTANT) {
            refusal();
            toolCalls();
        }
        return new ChatMessage(role, parts);
    }

    private List<Part> content(@Nullable JsonValue mark) throws UnsupportedRequestException {
        return new PartReader(place + ".content", mark).read(message.get("content"));
    }

    /** What a model said that would not answer stands beside the content, which is null then. */
    private void refusal() {
        String refusal = message.text("refusal");
        if (refusal != null && !refusal.isEmpty() && message.get("content") == null) {
            parts.add(new Part.Text(refusal));
        }
    }

    private Role role() throws UnsupportedRequestException {
        String role = message.text("role");
        return switch (role == null ? "" : role) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool", "function" -> Role.TOOL;
            default ->
                throw new UnsupportedRequestException(
                        place + ".role",
                        place + ".role: `system`, `developer`, `user`, `assistant` or `tool` is expected.");
        };
    }

    private String callId() throws UnsupportedRequestException {
        String id = message.text("tool_call_id");
        String name = id == null ? message.text("name") : id;
        if (name == null) {
            throw new UnsupportedRequestException(
                    place + ".tool_call_id",
                    place + ".tool_call_id: the id of the call that this answers is expected.");
        }
        return name;
    }

    private void thinking() {
        for (JsonValue each : message.list("thinking_blocks")) {
            if (each instanceof JsonValue.Obj block) {
                String data = block.text("data");
                String text = block.text("thinking");
                if (data != null) {
                    parts.add(new Part.HiddenThinking(data));
                } else if (text != null) {
                    parts.add(new Part.Thinking(text, block.text("signature")));
                }
            }
        }
    }

    private void toolCalls() throws UnsupportedRequestException {
        for (JsonValue each : ToolsReader.list(place + ".tool_calls", message.get("tool_calls"))) {
            JsonValue.Obj call = each instanceof JsonValue.Obj object ? object : null;
            parts.add(call(call == null ? null : call.text("id"), call == null ? null : call.object("function")));
        }
        JsonValue old = message.get("function_call");
        if (old != null) {
            JsonValue.Obj function = old instanceof JsonValue.Obj object ? object : null;
            parts.add(call(function == null ? null : function.text("name"), function));
        }
    }

    private Part.ToolCall call(@Nullable String id, JsonValue.@Nullable Obj function)
            throws UnsupportedRequestException {
        String name = function == null ? null : function.text("name");
        if (id == null || function == null || name == null) {
            throw new UnsupportedRequestException(
                    place + ".tool_calls", place + ".tool_calls: each needs an id and a function with its name.");
        }
        return new Part.ToolCall(id, name, arguments(function.get("arguments")));
    }

    /** A text of JSON; some clients write what it says itself. */
    private String arguments(@Nullable JsonValue said) throws UnsupportedRequestException {
        if (said == null || said instanceof JsonValue.Obj) {
            return said == null ? "{}" : said.toString();
        }
        if (said instanceof JsonValue.Text text) {
            return text.value().isBlank() ? "{}" : text.value();
        }
        throw new UnsupportedRequestException(
                place + ".tool_calls", place + ".tool_calls: arguments are a text of JSON.");
    }
}
