package io.callstream.gateway.dialect.bedrock;

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
import org.jspecify.annotations.Nullable;

/** Writes parts of messages as content blocks; a block is an object with its kind for its only field. For one request. */
final class Blocks {
    private final MediaBlocks media = new MediaBlocks();

    /** Adds the blocks of a part; a text without any is refused by Bedrock and left out, since it says nothing. */
    void write(Part part, List<JsonValue> to) throws UnsupportedRequestException {
        if (part instanceof Part.Text text) {
            if (!text.text().isBlank()) {
                to.add(block("text", new JsonValue.Text(text.text())));
                cachePoint(text.cache(), to);
            }
        } else if (part instanceof Part.Image image) {
            to.add(media.image(image.media()));
            cachePoint(image.cache(), to);
        } else if (part instanceof Part.Document document) {
            to.add(media.document(document));
            cachePoint(document.cache(), to);
        } else if (part instanceof Part.Audio audio) {
            to.add(media.audio(audio));
        } else if (part instanceof Part.ToolCall call) {
            to.add(block("toolUse", call(call)));
        } else if (part instanceof Part.ToolResult result) {
            to.add(block("toolResult", result(result)));
            cachePoint(result.cache(), to);
        } else {
            thinking(part, to);
        }
    }

    /** What Anthropic calls {@code cache_control}; the prompt up to here is kept. */
    static void cachePoint(@Nullable JsonValue cache, List<JsonValue> to) {
        if (cache instanceof JsonValue.Obj mark) {
            JsonObject point = new JsonObject().with("type", "default").with("ttl", mark.text("ttl"));
            to.add(block("cachePoint", point.value()));
        }
    }

    static JsonValue block(String kind, JsonValue value) {
        return new JsonObject().with(kind, value).value();
    }

    private static JsonValue call(Part.ToolCall call) throws UnsupportedRequestException {
        return new JsonObject()
                .with("toolUseId", ToolUseIds.of(call.id()))
                .with("name", call.name())
                .with("input", arguments(call))
                .value();
    }

    private JsonValue result(Part.ToolResult result) throws UnsupportedRequestException {
        List<JsonValue> content = new ArrayList<>();
        for (Part part : result.content()) {
            write(part, content);
        }
        content.removeIf(block -> block instanceof JsonValue.Obj object && object.get("cachePoint") != null);
        return new JsonObject()
                .with("toolUseId", ToolUseIds.of(result.callId()))
                .with("content", content)
                .value();
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

    /** What was hidden came as base64, and goes as it came. A thought without a signature is taken back by nobody. */
    private static void thinking(Part part, List<JsonValue> to) {
        if (part instanceof Part.Thinking unsigned && unsigned.signature() == null) {
            return;
        }
        JsonObject reasoning = new JsonObject();
        if (part instanceof Part.Thinking thinking) {
            JsonObject text = new JsonObject().with("text", thinking.text()).with("signature", thinking.signature());
            reasoning.with("reasoningText", text);
        } else if (part instanceof Part.HiddenThinking hidden) {
            reasoning.with("redactedContent", base64(hidden.data()));
        }
        to.add(block("reasoningContent", reasoning.value()));
    }

    private static String base64(String data) {
        try {
            Base64.getDecoder().decode(data);
            return data;
        } catch (IllegalArgumentException e) {
            return Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
        }
    }
}
