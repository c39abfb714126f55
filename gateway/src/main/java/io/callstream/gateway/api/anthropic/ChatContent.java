package io.callstream.gateway.api.anthropic;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content blocks of one message as OpenAI's form has them: parts, calls of tools, and messages of their results. For one message. */
final class ChatContent {
    private final List<JsonValue> parts = new ArrayList<>();
    private final List<JsonValue> calls = new ArrayList<>();
    private final List<JsonValue> thoughts = new ArrayList<>();
    private final List<JsonValue> results = new ArrayList<>();

    /** Content outside of a conversation's turns. */
    JsonValue of(JsonValue content) {
        if (content instanceof JsonValue.Arr blocks) {
            blocks.elements().forEach(this::block);
            return new JsonValue.Arr(parts);
        }
        return content;
    }

    /** Results of tools are messages of their own, before what else the turn says. */
    List<JsonValue> message(JsonValue.Obj message) {
        JsonValue content = message.get("content");
        JsonValue own = content == null ? JsonValue.NULL : of(content);
        List<JsonValue> messages = new ArrayList<>(results);
        boolean empty = own instanceof JsonValue.Arr array && array.elements().isEmpty();
        if (!empty || !calls.isEmpty() || !thoughts.isEmpty() || results.isEmpty()) {
            JsonObject turn = new JsonObject()
                    .with("role", message.get("role"))
                    .with("content", empty && !calls.isEmpty() ? JsonValue.NULL : own);
            if (!thoughts.isEmpty()) {
                turn.with("thinking_blocks", thoughts);
            }
            if (!calls.isEmpty()) {
                turn.with("tool_calls", calls);
            }
            messages.add(turn.value());
        }
        return messages;
    }

    private void block(JsonValue said) {
        if (!(said instanceof JsonValue.Obj block)) {
            parts.add(said);
            return;
        }
        String type = block.text("type");
        switch (type == null ? "" : type) {
            case "text" ->
                parts.add(new JsonObject()
                        .with("type", "text")
                        .with("text", block.text("text"))
                        .with("cache_control", block.get("cache_control"))
                        .value());
            case "image" -> parts.add(image(block));
            case "document" -> parts.add(document(block));
            case "tool_use" -> calls.add(call(block));
            case "tool_result" -> results.add(result(block));
            case "thinking", "redacted_thinking" -> thoughts.add(block);
            default -> parts.add(block);
        }
    }

    private static JsonValue call(JsonValue.Obj block) {
        JsonValue input = block.get("input");
        JsonObject function = new JsonObject()
                .with("name", block.text("name"))
                .with("arguments", (input == null ? ChatBody.NOTHING : input).toString());
        return new JsonObject()
                .with("id", block.text("id"))
                .with("type", "function")
                .with("function", function)
                .value();
    }

    private static JsonValue result(JsonValue.Obj block) {
        JsonValue content = block.get("content");
        return new JsonObject()
                .with("role", "tool")
                .with("tool_call_id", block.text("tool_use_id"))
                .with("content", content == null ? new JsonValue.Text("") : new ChatContent().of(content))
                .with("cache_control", block.get("cache_control"))
                .value();
    }

    private static JsonValue image(JsonValue.Obj block) {
        String url = url(block.object("source"));
        return url == null
                ? file(block, block.object("source"))
                : new JsonObject()
                        .with("type", "image_url")
                        .with("image_url", new JsonObject().with("url", url))
                        .with("cache_control", block.get("cache_control"))
                        .value();
    }

    private static JsonValue document(JsonValue.Obj block) {
        return file(block, block.object("source"));
    }

    private static JsonValue file(JsonValue.Obj block, JsonValue.@Nullable Obj source) {
        JsonObject file = new JsonObject().with("filename", block.text("title"));
        content(source, file);
        return new JsonObject()
                .with("type", "file")
                .with("file", file)
                .with("cache_control", block.get("cache_control"))
                .value();
    }

    private static void content(JsonValue.@Nullable Obj source, JsonObject file) {
        String url = url(source);
        if (url != null && url.startsWith("data:")) {
            file.with("file_data", url);
        } else {
            file.with("file_id", url == null && source != null ? source.text("file_id") : url);
        }
    }

    /** Null for what the provider keeps. */
    private static @Nullable String url(JsonValue.@Nullable Obj source) {
        String type = source == null ? null : source.text("type");
        if (source == null || type == null) {
            return null;
        }
        return switch (type) {
            case "url" -> source.text("url");
            case "base64" -> "data:" + source.text("media_type") + ";base64," + source.text("data");
            case "text" -> "data:text/plain;base64," + base64(source.text("data"));
            default -> null;
        };
    }

    private static String base64(@Nullable String text) {
        byte[] bytes = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
