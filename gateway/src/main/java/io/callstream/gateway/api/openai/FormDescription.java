package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.form.FormPart;
import io.callstream.gateway.api.form.Multipart;
import io.callstream.gateway.config.Sha256;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A form as JSON: fields as texts, files by their names, types, lengths and hashes. Never the bytes of a file. */
public final class FormDescription {
    static final String MODEL = "model";
    private static final String LIST = "[]";
    private static final int LONGEST_FIELD = 1 << 20;

    /** What has another kind of value than a text, beside what is said to the gateway. */
    private static final Set<String> VALUES = Set.of("stream", "metadata", "stream_options", "store", "n");

    private FormDescription() {}

    /** @throws InvalidRequestException if a field is longer than fields are */
    public static JsonValue.Obj of(Multipart form) throws InvalidRequestException {
        Map<String, List<JsonValue>> byName = new LinkedHashMap<>();
        for (FormPart part : form.parts()) {
            byName.computeIfAbsent(part.name(), name -> new ArrayList<>())
                    .add(part.isFile() ? file(part) : field(part));
        }
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        byName.forEach((name, values) -> fields.put(
                name, values.size() == 1 && !name.endsWith(LIST) ? values.get(0) : new JsonValue.Arr(values)));
        return new JsonValue.Obj(fields);
    }

    private static JsonValue field(FormPart part) throws InvalidRequestException {
        if (part.content().length() > LONGEST_FIELD) {
            throw InvalidRequestException.field(
                    part.name(), "a field of at most " + LONGEST_FIELD + " bytes, or a file");
        }
        return VALUES.contains(part.name()) || GatewayFields.has(part.name())
                ? value(part.content())
                : new JsonValue.Text(part.content().text());
    }

    private static JsonValue value(Slice content) {
        try {
            return JsonValue.read(content);
        } catch (InvalidJsonException e) {
            return new JsonValue.Text(content.text()); // as which it is read, or refused
        }
    }

    private static JsonValue file(FormPart part) {
        Slice content = part.content();
        MessageDigest digest = Sha256.digest();
        digest.update(content.array(), content.offset(), content.length());
        return new JsonObject()
                .with("filename", part.fileName())
                .with("content_type", part.contentType())
                .with("bytes", content.length())
                .with("sha256", HexFormat.of().formatHex(digest.digest()))
                .value();
    }

    /**
     * The fields that an edited description says something else of, by their places among the parts.
     *
     * @throws InvalidRequestException if it is no description of the form
     */
    static Map<Integer, String> changes(Multipart form, Slice edited) throws InvalidRequestException {
        Map<Integer, String> changes = new HashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        JsonValue.Obj now = object(edited);
        for (int i = 0; i < form.parts().size(); i++) {
            FormPart part = form.parts().get(i);
            int place = seen.merge(part.name(), 1, Integer::sum) - 1;
            JsonValue value = now.fields().get(part.name());
            JsonValue own = value instanceof JsonValue.Arr list
                            && place < list.elements().size()
                    ? list.elements().get(place)
                    : value;
            if (!part.isFile()
                    && own instanceof JsonValue.Text text
                    && !text.value().equals(part.content().text())) {
                changes.put(i, text.value());
            }
        }
        return changes;
    }

    private static JsonValue.Obj object(Slice edited) throws InvalidRequestException {
        try {
            if (JsonValue.readLenient(edited) instanceof JsonValue.Obj object) {
                return object;
            }
        } catch (InvalidJsonException e) {
            throw InvalidRequestException.malformed(e);
        }
        throw InvalidRequestException.field("body", "a JSON object that describes the form");
    }
}
