package io.callstream.gateway.dialect.cohere;

import io.callstream.gateway.chat.ChatMessage;
import io.callstream.gateway.chat.ChatMessage.Role;
import io.callstream.gateway.chat.Media;
import io.callstream.gateway.chat.Part;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes messages. */
final class CohereMessages {
    private CohereMessages() {}

    static void write(ChatMessage message, List<JsonValue> messages) throws UnsupportedRequestException {
        if (message.role() == Role.TOOL) {
            for (Part part : message.parts()) {
                if (part instanceof Part.ToolResult result) {
                    messages.add(result(result));
                }
            }
            return;
        }
        JsonObject written = new JsonObject().with("role", role(message.role()));
        List<JsonValue> content = content(message);
        if (message.parts().stream().allMatch(Part.Text.class::isInstance)) {
            written.with("content", message.text());
        } else if (!content.isEmpty()) {
            written.with("content", content);
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

    private static JsonValue result(Part.ToolResult result) throws UnsupportedRequestException {
        return new JsonObject()
                .with("role", "tool")
                .with("tool_call_id", result.callId())
                .with("content", text(result))
                .value();
    }

    private static String text(Part.ToolResult result) throws UnsupportedRequestException {
        StringBuilder text = new StringBuilder();
        for (Part part : result.content()) {
            if (!(part instanceof Part.Text said)) {
                throw new UnsupportedRequestException(
                        "messages", "messages: results of tools that Cohere's models take are text only.");
            }
            text.append(said.text());
        }
        return text.toString();
    }

    private static List<JsonValue> content(ChatMessage message) throws UnsupportedRequestException {
        List<JsonValue> content = new ArrayList<>();
        for (Part part : message.parts()) {
            JsonObject block = block(part);
            if (block != null) {
                content.add(block.value());
            }
        }
        return content;
    }

    /** Null for what stands elsewhere in a message. */
    private static @Nullable JsonObject block(Part part) throws UnsupportedRequestException {
        if (part instanceof Part.Text text) {
            return new JsonObject().with("type", "text").with("text", text.text());
        }
        if (part instanceof Part.Thinking thinking) {
            return new JsonObject().with("type", "thinking").with("thinking", thinking.text());
        }
        if (part instanceof Part.Image image) {
            JsonObject url = new JsonObject().with("url", url(image.media())).with("detail", image.detail());
            return new JsonObject().with("type", "image_url").with("image_url", url);
        }
        if (part instanceof Part.Audio || part instanceof Part.Document) {
            throw new UnsupportedRequestException(
                    "messages", "messages: Cohere's models take text and images, neither audio nor files.");
        }
        return null;
    }

    private static String url(Media media) throws UnsupportedRequestException {
        if (media instanceof Media.Url url) {
            return url.url();
        }
        if (media instanceof Media.Inline inline) {
            return Media.SCHEME + inline.mediaType() + Media.BASE64 + inline.base64();
        }
        throw new UnsupportedRequestException(
                "messages", "messages: Cohere keeps no files; a URL or data: is expected.");
    }

    private static List<JsonValue> calls(ChatMessage message) {
        List<JsonValue> calls = new ArrayList<>();
        for (Part part : message.parts()) {
            if (part instanceof Part.ToolCall call) {
                calls.add(call(call));
            }
        }
        return calls;
    }

    private static JsonValue call(Part.ToolCall call) {
        JsonObject function = new JsonObject().with("name", call.name()).with("arguments", call.arguments());
        return new JsonObject()
                .with("id", call.id())
                .with("type", "function")
                .with("function", function)
                .value();
    }
}
