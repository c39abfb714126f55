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
import org.jspecify.annotations.Nullable;

/** Writes parts of messages. */
final class GeminiParts {
    /** What Google calls the types that its models read, by the endings of names. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("gif", "image/gif"),
            Map.entry("heic", "image/heic"),
            Map.entry("heif", "image/heif"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("txt", "text/plain"),
            Map.entry("md", "text/markdown"),
            Map.entry("csv", "text/csv"),
            Map.entry("html", "text/html"),
            Map.entry("xml", "text/xml"),
            Map.entry("json", "application/json"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("mpeg", "video/mpeg"),
            Map.entry("mpg", "video/mpg"),
            Map.entry("mov", "video/mov"),
            Map.entry("webm", "video/webm"),
            Map.entry("mp3", "audio/mp3"),
            Map.entry("wav", "audio/wav"),
            Map.entry("aac", "audio/aac"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("flac", "audio/flac"));

    private GeminiParts() {}

    /** Parts that a model writes stand elsewhere. @param toolNames names of tools by the ids of their calls */
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
        return result((Part.ToolResult) part, toolNames);
    }

    /** @param otherwise signature of a call that has none */
    static JsonValue call(Part.ToolCall call, @Nullable String otherwise) throws UnsupportedRequestException {
        JsonObject function = new JsonObject().with("name", call.name()).with("args", arguments(call));
        String own = CallIds.signature(call.id());
        return new JsonObject()
                .with("functionCall", function)
                .with("thoughtSignature", own == null ? otherwise : own)
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
        String said = media instanceof Media.Url url ? url.mediaType() : ((Media.Kept) media).mediaType();
        JsonObject file = new JsonObject()
                .with("mimeType", said == null ? type(uri, usual) : said)
                .with("fileUri", uri);
        return new JsonObject().with("fileData", file).value();
    }

    private static String type(String uri, String usual) {
        String path = uri.replaceFirst("[?#].*", "");
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, usual);
    }

    private static JsonValue inline(String type, String base64) {
        JsonObject data = new JsonObject().with("mimeType", type).with("data", base64);
        return new JsonObject().with("inlineData", data).value();
    }
}
