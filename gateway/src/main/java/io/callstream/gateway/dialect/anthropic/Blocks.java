package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.chat.Media;
import io.callstream.gateway.chat.Part;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.request.ToolUseIds;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes parts of messages as content blocks. */
final class Blocks {
    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
    private static final String PDF = "application/pdf";

    private Blocks() {}

    static JsonValue write(Part part) throws UnsupportedRequestException {
        if (part instanceof Part.Text text) {
            return marked(new JsonObject().with("type", "text").with("text", text.text()), text.cache());
        }
        if (part instanceof Part.Image image) {
            return marked(new JsonObject().with("type", "image").with("source", image(image.media())), image.cache());
        }
        if (part instanceof Part.Document file && isImage(file.media())) {
            return write(new Part.Image(file.media(), file.cache(), null));
        }
        if (part instanceof Part.Document document) {
            JsonObject block = new JsonObject().with("type", "document").with("source", document(document.media()));
            return marked(block.with("title", document.name()), document.cache());
        }
        if (part instanceof Part.ToolCall call) {
            return new JsonObject()
                    .with("type", "tool_use")
                    .with("id", ToolUseIds.of(call.id()))
                    .with("name", call.name())
                    .with("input", arguments(call))
                    .value();
        }
        if (part instanceof Part.ToolResult result) {
            return result(result);
        }
        return thinking(part);
    }

    private static JsonValue thinking(Part part) throws UnsupportedRequestException {
        if (part instanceof Part.Thinking thinking) {
            return new JsonObject()
                    .with("type", "thinking")
                    .with("thinking", thinking.text())
                    .with("signature", thinking.signature())
                    .value();
        }
        if (part instanceof Part.HiddenThinking hidden) {
            return new JsonObject()
                    .with("type", "redacted_thinking")
                    .with("data", hidden.data())
                    .value();
        }
        throw new UnsupportedRequestException(
                "messages", "messages: Anthropic's models take no audio; send text, images or documents.");
    }

    private static JsonValue result(Part.ToolResult result) throws UnsupportedRequestException {
        List<JsonValue> content = new ArrayList<>();
        for (Part part : result.content()) {
            content.add(write(part));
        }
        JsonObject block =
                new JsonObject().with("type", "tool_result").with("tool_use_id", ToolUseIds.of(result.callId()));
        return marked(content.isEmpty() ? block : block.with("content", content), result.cache());
    }

    private static JsonValue arguments(Part.ToolCall call) throws UnsupportedRequestException {
        try {
            JsonValue arguments = JsonValue.read(Slice.of(call.arguments()));
            if (arguments instanceof JsonValue.Obj) {
                return arguments;
            }
        } catch (InvalidJsonException e) {
            // What is no JSON is no object either.
        }
        throw new UnsupportedRequestException(
                "messages", "messages: the arguments of the tool call '" + call.name() + "' are no JSON object.");
    }

    private static boolean isImage(Media media) {
        return media instanceof Media.Inline inline && IMAGES.contains(inline.mediaType());
    }

    private static JsonValue image(Media media) throws UnsupportedRequestException {
        if (media instanceof Media.Inline inline && !isImage(media)) {
            throw new UnsupportedRequestException(
                    "messages",
                    "messages: an image of the type '" + inline.mediaType()
                            + "' cannot be sent to Anthropic (expected image/jpeg, image/png, image/gif or image/webp).");
        }
        return source(media);
    }

    private static JsonValue document(Media media) throws UnsupportedRequestException {
        if (!(media instanceof Media.Inline inline) || inline.mediaType().equals(PDF)) {
            return source(media);
        }
        if (!inline.mediaType().startsWith("text/")) {
            throw new UnsupportedRequestException(
                    "messages",
                    "messages: a file of the type '" + inline.mediaType()
                            + "' cannot be sent to Anthropic (expected application/pdf or text/plain).");
        }
        try {
            String text = new String(Base64.getDecoder().decode(inline.base64()), StandardCharsets.UTF_8);
            return new JsonObject()
                    .with("type", "text")
                    .with("media_type", "text/plain")
                    .with("data", text)
                    .value();
        } catch (IllegalArgumentException e) {
            throw new UnsupportedRequestException("messages", "messages: the content of a file is not in base64.");
        }
    }

    private static JsonValue source(Media media) {
        if (media instanceof Media.Url url) {
            return new JsonObject().with("type", "url").with("url", url.url()).value();
        }
        if (media instanceof Media.Inline inline) {
            return new JsonObject()
                    .with("type", "base64")
                    .with("media_type", inline.mediaType())
                    .with("data", inline.base64())
                    .value();
        }
        return new JsonObject()
                .with("type", "file")
                .with("file_id", ((Media.Kept) media).fileId())
                .value();
    }

    private static JsonValue marked(JsonObject block, @Nullable JsonValue cache) {
        return block.with("cache_control", cache).value();
    }
}
