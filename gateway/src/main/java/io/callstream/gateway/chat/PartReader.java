package io.callstream.gateway.chat;

import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the content of a message in OpenAI's form, with the media types that LiteLLM's clients say in {@code format}. */
final class PartReader {
    private final String place;
    private final @Nullable JsonValue messageCache;

    /** @param messageCache the mark of the whole message, which its last part then has */
    PartReader(String place, @Nullable JsonValue messageCache) {
        this.place = place;
        this.messageCache = messageCache;
    }

    List<Part> read(@Nullable JsonValue content) throws UnsupportedRequestException {
        if (content == null) {
            return List.of();
        }
        if (content instanceof JsonValue.Text text) {
            return text.value().isEmpty() ? List.of() : List.of(new Part.Text(text.value(), messageCache));
        }
        if (!(content instanceof JsonValue.Arr list)) {
            throw new UnsupportedRequestException(place, place + ": a text or a list of parts is expected.");
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < list.elements().size(); i++) {
            boolean last = i == list.elements().size() - 1;
            part(list.elements().get(i), place + "[" + i + "]", last ? messageCache : null, parts);
        }
        return parts;
    }

    private static void part(JsonValue said, String at, @Nullable JsonValue otherwise, List<Part> parts)
            throws UnsupportedRequestException {
        JsonValue.Obj part = said instanceof JsonValue.Obj object ? object : new JsonValue.Obj(java.util.Map.of());
        JsonValue own = part.get("cache_control");
        JsonValue cache = own == null ? otherwise : own;
        String type = part.text("type");
        switch (type == null ? "" : type) {
            case "text", "input_text", "output_text" -> text(part, "text", at, cache, parts);
            case "refusal" -> text(part, "refusal", at, cache, parts);
            case "image_url" -> parts.add(image(part, at, cache));
            case "input_audio" -> parts.add(audio(part, at));
            case "file" -> parts.add(file(part, at, cache));
            default ->
                throw new UnsupportedRequestException(
                        at, at + ": a part of the type `text`, `image_url`, `input_audio` or `file` is expected.");
        }
    }

    private static void text(JsonValue.Obj part, String name, String at, @Nullable JsonValue cache, List<Part> parts)
            throws UnsupportedRequestException {
        String text = part.text(name);
        if (text == null) {
            throw new UnsupportedRequestException(at, at + "." + name + ": a text is expected.");
        }
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text, cache));
        }
    }

    private static Part image(JsonValue.Obj part, String at, @Nullable JsonValue cache)
            throws UnsupportedRequestException {
        JsonValue.Obj image = part.object("image_url");
        Media media = media(url(part, image, at), at);
        return image == null
                ? new Part.Image(media, cache, null)
                : new Part.Image(media.as(image.text("format")), cache, image.text("detail"));
    }

    private static String url(JsonValue.Obj part, JsonValue.@Nullable Obj image, String at)
            throws UnsupportedRequestException {
        String url = image == null ? part.text("image_url") : image.text("url");
        if (url == null) {
            throw new UnsupportedRequestException(at, at + ".image_url.url: an address or a data: URL is expected.");
        }
        return url;
    }

    private static Media media(String url, String at) throws UnsupportedRequestException {
        return Media.of(url)
                .orElseThrow(() -> new UnsupportedRequestException(
                        at, at + ": a data: URL in base64 is expected (data:image/png;base64,...)."));
    }

    private static Part audio(JsonValue.Obj part, String at) throws UnsupportedRequestException {
        JsonValue.Obj audio = part.object("input_audio");
        String data = audio == null ? null : audio.text("data");
        String format = audio == null ? null : audio.text("format");
        if (data == null || format == null) {
            throw new UnsupportedRequestException(at, at + ".input_audio: data and format are expected.");
        }
        return new Part.Audio(data, format);
    }

    private static Part file(JsonValue.Obj part, String at, @Nullable JsonValue cache)
            throws UnsupportedRequestException {
        JsonValue.Obj file = part.object("file");
        String data = file == null ? null : file.text("file_data");
        String id = file == null ? null : file.text("file_id");
        if (file == null || data == null && id == null) {
            throw new UnsupportedRequestException(at, at + ".file: file_data or file_id is expected.");
        }
        Media media = data == null ? kept(id == null ? "" : id) : content(data, at, file.text("format"));
        return new Part.Document(media.as(file.text("format")), file.text("filename"), cache);
    }

    /** In base64 and nothing else it is a PDF, as of clients of the Responses API, unless it is said to be something else. */
    private static Media content(String data, String at, @Nullable String format) throws UnsupportedRequestException {
        boolean address = data.startsWith("http://") || data.startsWith("https://");
        return address || data.regionMatches(true, 0, Media.SCHEME, 0, Media.SCHEME.length())
                ? media(data, at)
                : new Media.Inline(format == null ? "application/pdf" : Media.known(format), data);
    }

    private static Media kept(String id) {
        return id.startsWith("http://") || id.startsWith("https://") ? new Media.Url(id) : new Media.Kept(id, null);
    }
}
