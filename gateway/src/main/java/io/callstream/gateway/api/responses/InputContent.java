package io.callstream.gateway.api.responses;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of an item as that of a chat's message. */
final class InputContent {
    private static final String SCHEME = "data:";

    private InputContent() {}

    static JsonValue of(String at, @Nullable JsonValue content) throws InvalidRequestException {
        if (content instanceof JsonValue.Text) {
            return content;
        }
        if (!(content instanceof JsonValue.Arr list)) {
            throw InvalidRequestException.field(at, "a text or a list of parts");
        }
        List<JsonValue> parts = new ArrayList<>();
        for (int i = 0; i < list.elements().size(); i++) {
            String place = at + "[" + i + "]";
            if (!(list.elements().get(i) instanceof JsonValue.Obj part)) {
                throw InvalidRequestException.field(place, "an object");
            }
            parts.add(part(place, part));
        }
        boolean one =
                parts.size() == 1 && parts.get(0) instanceof JsonValue.Obj only && "text".equals(only.text("type"));
        JsonValue text = one && parts.get(0) instanceof JsonValue.Obj only ? only.get("text") : null;
        return text == null ? new JsonValue.Arr(parts) : text;
    }

    static JsonValue text(JsonValue text) {
        return new JsonObject().with("type", "text").with("text", text).value();
    }

    private static JsonValue part(String at, JsonValue.Obj part) throws InvalidRequestException {
        String type = part.text("type");
        return switch (type == null ? "" : type) {
            case "input_text", "output_text", "text", "summary_text" -> text(needed(at, part, "text"));
            case "refusal" -> text(needed(at, part, "refusal"));
            case "input_image" -> image(at, part);
            case "input_file" -> file(at, part);
            case "input_audio" -> part;
            default ->
                throw InvalidRequestException.field(
                        at, "a part of the type `input_text`, `input_image`, `input_file` or `input_audio`");
        };
    }

    private static JsonValue needed(String at, JsonValue.Obj part, String name) throws InvalidRequestException {
        if (part.get(name) instanceof JsonValue.Text text) {
            return text;
        }
        throw InvalidRequestException.field(at + "." + name, "a text");
    }

    private static JsonValue image(String at, JsonValue.Obj part) throws InvalidRequestException {
        String url = part.text("image_url");
        if (url == null) {
            return file(at, part);
        }
        String detail = part.text("detail");
        JsonObject image = new JsonObject().with("url", url).with("detail", "auto".equals(detail) ? null : detail);
        return new JsonObject()
                .with("type", "image_url")
                .with("image_url", image)
                .value();
    }

    /** An address stands in the place of the id of a file, as Anthropic's clients' do. */
    private static JsonValue file(String at, JsonValue.Obj part) throws InvalidRequestException {
        String url = part.text("file_url");
        String id = part.text("file_id");
        String data = part.text("file_data");
        if (url == null && id == null && data == null) {
            throw InvalidRequestException.field(at, "an address, the content or the id of a file");
        }
        JsonObject file = new JsonObject().with("filename", part.text("filename"));
        if (data != null) {
            file.with(
                    "file_data",
                    data.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                            ? data
                            : "data:application/pdf;base64," + data);
        } else {
            file.with("file_id", url == null ? id : url);
        }
        return new JsonObject().with("type", "file").with("file", file).value();
    }
}
