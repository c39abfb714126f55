package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.chat.Media;
import io.callstream.gateway.chat.Part;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes images, documents and sounds. Bedrock wants bytes, or an object of S3; it fetches nothing from the web. For one request. */
final class MediaBlocks {
    private static final String S3 = "s3://";
    private static final int LONGEST_NAME = 200;
    private static final Map<String, String> IMAGES = Map.of(
            "image/png", "png", "image/jpeg", "jpeg", "image/jpg", "jpeg", "image/gif", "gif", "image/webp", "webp");
    private static final Map<String, String> DOCUMENTS = Map.of(
            "application/pdf",
            "pdf",
            "text/csv",
            "csv",
            "application/msword",
            "doc",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx",
            "application/vnd.ms-excel",
            "xls",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
            "text/html",
            "html",
            "text/plain",
            "txt",
            "text/markdown",
            "md");
    private static final Set<String> SOUNDS = Set.of(
            "mp3", "opus", "wav", "aac", "flac", "mp4", "ogg", "mkv", "mka", "x-aac", "m4a", "mpeg", "mpga", "pcm",
            "webm");

    private final Set<String> names = new HashSet<>();

    JsonValue image(Media media) throws UnsupportedRequestException {
        JsonObject source = source(media);
        String format = format(media, IMAGES, "an image", "image/png, image/jpeg, image/gif or image/webp");
        return Blocks.block(
                "image",
                new JsonObject().with("format", format).with("source", source).value());
    }

    JsonValue document(Part.Document document) throws UnsupportedRequestException {
        JsonObject source = source(document.media());
        String format = format(
                document.media(),
                DOCUMENTS,
                "a file",
                "PDF, CSV, Word, Excel, HTML, plain text or Markdown, by its media type");
        JsonObject written = new JsonObject()
                .with("format", format)
                .with("name", name(document.name()))
                .with("source", source);
        return Blocks.block("document", written.value());
    }

    JsonValue audio(Part.Audio audio) throws UnsupportedRequestException {
        if (!SOUNDS.contains(audio.format())) {
            throw new UnsupportedRequestException(
                    "messages",
                    "messages: audio of the format '" + audio.format()
                            + "' cannot be sent to Bedrock (expected one such as wav or mp3).");
        }
        JsonObject source = new JsonObject().with("bytes", audio.base64());
        JsonObject block = new JsonObject().with("format", audio.format()).with("source", source);
        return Blocks.block("audio", block.value());
    }

    private static String format(Media media, Map<String, String> formats, String what, String expected)
            throws UnsupportedRequestException {
        String type = media instanceof Media.Inline inline ? inline.mediaType().toLowerCase(Locale.ROOT) : named(media);
        String format =
                formats.containsKey(type) || formats.containsValue(type) ? formats.getOrDefault(type, type) : null;
        if (format == null) {
            throw unknown(what, type, expected);
        }
        return format;
    }

    private static UnsupportedRequestException unknown(String what, String type, String expected) {
        return new UnsupportedRequestException(
                "messages",
                "messages: " + what + " of the type '" + type + "' cannot be sent to Bedrock (expected " + expected
                        + ").");
    }

    /** An object of S3 shows its format in its name, where nobody says it. */
    private static String named(Media media) {
        if (!(media instanceof Media.Url url)) {
            return "";
        }
        return url.mediaType() == null ? ending(url.url()) : url.mediaType().toLowerCase(Locale.ROOT);
    }

    private static String ending(String url) {
        String ending = url.substring(url.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ending.equals("jpg") ? "jpeg" : ending;
    }

    private static JsonObject source(Media media) throws UnsupportedRequestException {
        if (media instanceof Media.Inline inline) {
            return new JsonObject().with("bytes", inline.base64());
        }
        if (media instanceof Media.Url url && url.url().startsWith(S3)) {
            return new JsonObject().with("s3Location", new JsonObject().with("uri", url.url()));
        }
        throw new UnsupportedRequestException(
                "messages",
                "messages: Bedrock fetches nothing from the web; send the content itself (data:image/png;base64,...) or an"
                        + " object of S3 (s3://bucket/key).");
    }

    /** Bedrock takes some signs only, no two spaces in a row, and no name twice. */
    private String name(@Nullable String said) {
        String plain = (said == null ? "document" : said)
                .replaceAll("[^\\p{Alnum}\\s()\\[\\]-]", " ")
                .replaceAll("\\s+", " ")
                .strip();
        String name = plain.isEmpty() ? "document" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME - 5));
        String own = name;
        for (int i = 2; !names.add(own); i++) {
            own = name + " " + i;
        }
        return own;
    }
}
