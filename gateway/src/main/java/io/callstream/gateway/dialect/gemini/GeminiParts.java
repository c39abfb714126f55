package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.chat.Media;
import io.callstream.gateway.chat.Part;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes parts of messages. */
final class GeminiParts {
    private static final Map<String, String> TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "webp", "image/webp",
            "gif", "image/gif",
            "heic", "image/heic",
            "pdf", "application/pdf",
            "mp4", "video/mp4");

    private GeminiParts() {}

    /** @param toolNames names of tools by the ids of their calls */
    static JsonValue write(Part part, Map<String, String> toolNames) throws UnsupportedRequestException {
        if (part instanceof Part.Text text) {
            return new JsonObject().with("text", text.text()).value();
        }
        if (part instanceof Part.Image image) {
            return media(image.media(), "image/jpeg");
        }
        if (part instanceof Part.Document document) {
            return media(document.media(), "application/pdf");
        }
        if (part instanceof Part.Audio audio) {
            return inline("audio/" + audio.format(), audio.base64());
        }
        if (part instanceof Part.ToolCall call) {
            return call(call);
        }
        if (part instanceof Part.ToolResult result) {
            return result(result, toolNames);
        }
        return new JsonObject()
                .with("text", ((Part.Thinking) part).text())
                .with("thought", Boolean.TRUE)
                .value();
    }

    private static JsonValue call(Part.ToolCall call) throws UnsupportedRequestException {
        JsonObject function = new JsonObject().with("name", call.name()).with("args", arguments(call));
        return new JsonObject()
                .with("functionCall", function)
                .with("thoughtSignature", CallIds.signature(call.id()))
                .value();
    }

    private static JsonValue result(Part.ToolResult result, Map<String, String> toolNames)
            throws UnsupportedRequestException {
        String name = toolNames.get(result.callId());
        if (name == null) {
            throw new UnsupportedRequestException(
                    "messages",
                    "messages: a tool's result has to come after the assistant's call with its tool_call_id.");
        }
        String text = result.content().stream()
                .map(part -> part instanceof Part.Text said ? said.text() : "")
                .collect(Collectors.joining());
        JsonObject function = new JsonObject().with("name", name).with("response", response(text));
        return new JsonObject().with("functionResponse", function).value();
    }

    /** It has to be an object. */
    private static JsonValue response(String text) {
        try {
            JsonValue read = JsonValue.read(Slice.of(text));
            return read instanceof JsonValue.Obj
                    ? read
                    : new JsonObject().with("result", read).value();
        } catch (InvalidJsonException e) {
            return new JsonObject().with("result", text).value();
        }
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

    private static JsonValue media(Media media, String usual) {
        if (media instanceof Media.Inline inline) {
            return inline(inline.mediaType(), inline.base64());
        }
        String uri = media instanceof Media.Url url ? url.url() : ((Media.Kept) media).fileId();
        JsonObject file = new JsonObject().with("mimeType", type(uri, usual)).with("fileUri", uri);
        return new JsonObject().with("fileData", file).value();
    }

    private static String type(String uri, String usual) {
        String path = uri.contains("?") ? uri.substring(0, uri.indexOf('?')) : uri;
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, usual);
    }

    private static JsonValue inline(String type, String base64) {
        JsonObject data = new JsonObject().with("mimeType", type).with("data", base64);
        return new JsonObject().with("inlineData", data).value();
    }
}
