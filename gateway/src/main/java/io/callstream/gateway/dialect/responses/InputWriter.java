package io.callstream.gateway.dialect.responses;

import io.callstream.gateway.chat.ChatMessage;
import io.callstream.gateway.chat.Media;
import io.callstream.gateway.chat.Part;
import io.callstream.gateway.dialect.request.ToolUseIds;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes messages as input items: each call of a tool, each of its results and each thought is an item of its own. */
final class InputWriter {
    private final List<JsonValue> items = new ArrayList<>();
    private final List<JsonValue> content = new ArrayList<>();

    private InputWriter() {}

    static List<JsonValue> write(List<ChatMessage> messages) {
        InputWriter writer = new InputWriter();
        messages.forEach(writer::message);
        return writer.items;
    }

    private void message(ChatMessage message) {
        String role = message.role().name().toLowerCase(Locale.ROOT);
        for (Part part : message.parts()) {
            JsonValue item = item(part);
            if (item != null) {
                close(role);
                items.add(item);
            } else {
                JsonValue piece = piece(part, message.role() == ChatMessage.Role.ASSISTANT);
                if (piece != null) {
                    content.add(piece);
                }
            }
        }
        close(role);
    }

    private void close(String role) {
        if (!content.isEmpty()) {
            items.add(new JsonObject()
                    .with("type", "message")
                    .with("role", role)
                    .with("content", content)
                    .value());
            content.clear();
        }
    }

    /** Null for what is a part of a message. */
    private static @Nullable JsonValue item(Part part) {
        if (part instanceof Part.ToolCall call) {
            return call(call);
        }
        if (part instanceof Part.ToolResult result) {
            return result(result);
        }
        if (part instanceof Part.Thinking thinking && thinking.signature() != null) {
            JsonValue text = new JsonObject()
                    .with("type", "summary_text")
                    .with("text", thinking.text())
                    .value();
            return reasoning(List.of(text), thinking.signature());
        }
        return part instanceof Part.HiddenThinking hidden ? reasoning(List.of(), hidden.data()) : null;
    }

    private static JsonValue call(Part.ToolCall call) {
        return new JsonObject()
                .with("type", "function_call")
                .with("call_id", ToolUseIds.of(call.id()))
                .with("name", call.name())
                .with("arguments", call.arguments())
                .value();
    }

    private static JsonValue result(Part.ToolResult result) {
        return new JsonObject()
                .with("type", "function_call_output")
                .with("call_id", ToolUseIds.of(result.callId()))
                .with("output", output(result.content()))
                .value();
    }

    private static JsonValue reasoning(List<JsonValue> summary, @Nullable String sealed) {
        return new JsonObject()
                .with("type", "reasoning")
                .with("summary", summary)
                .with("encrypted_content", sealed)
                .value();
    }

    private static JsonValue output(List<Part> parts) {
        boolean text = parts.stream().allMatch(part -> part instanceof Part.Text);
        if (text) {
            StringBuilder all = new StringBuilder();
            parts.forEach(part -> all.append(((Part.Text) part).text()));
            return new JsonValue.Text(all.toString());
        }
        List<JsonValue> pieces = new ArrayList<>();
        for (Part part : parts) {
            JsonValue piece = piece(part, false);
            if (piece != null) {
                pieces.add(piece);
            }
        }
        return new JsonValue.Arr(pieces);
    }

    /** Null for a thought without a signature, which nobody takes back. */
    private static @Nullable JsonValue piece(Part part, boolean said) {
        if (part instanceof Part.Text text) {
            return new JsonObject()
                    .with("type", said ? "output_text" : "input_text")
                    .with("text", text.text())
                    .value();
        }
        if (part instanceof Part.Image image) {
            String detail = image.detail() == null ? "auto" : image.detail();
            return media(
                    new JsonObject().with("type", "input_image").with("detail", detail), "image_url", image.media());
        }
        if (part instanceof Part.Document document) {
            JsonObject file = new JsonObject().with("type", "input_file").with("filename", document.name());
            return media(file, document.media() instanceof Media.Url ? "file_url" : "file_data", document.media());
        }
        if (part instanceof Part.Audio audio) {
            JsonObject sound = new JsonObject().with("data", audio.base64()).with("format", audio.format());
            return new JsonObject()
                    .with("type", "input_audio")
                    .with("input_audio", sound)
                    .value();
        }
        return null;
    }

    private static JsonValue media(JsonObject piece, String field, Media media) {
        if (media instanceof Media.Kept kept) {
            return piece.with("file_id", kept.fileId()).value();
        }
        String url = media instanceof Media.Inline inline
                ? "data:" + inline.mediaType() + ";base64," + inline.base64()
                : ((Media.Url) media).url();
        return piece.with(field, url).value();
    }
}
