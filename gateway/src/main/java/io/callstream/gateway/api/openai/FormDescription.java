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
import java.util.stream.Collectors;

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
        return VALUES.contains(part.name()) || GatewayField.has(part.name())
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
     * The form as its edited description says it; files stay as they came.
     *
     * @throws InvalidRequestException if it is no description of a form
     */
    static Multipart edited(Multipart form, Slice description) throws InvalidRequestException {
        Map<String, JsonValue> now = new LinkedHashMap<>(object(description).fields());
        List<FormPart> parts = edited(form.parts(), now);
        form.parts().forEach(part -> now.remove(part.name()));
        now.forEach((name, value) -> add(form, name, value, parts));
        return new Multipart(form.contentType(), parts, form.end());
    }

    private static List<FormPart> edited(List<FormPart> before, Map<String, JsonValue> now) {
        Map<String, Long> counts =
                before.stream().collect(Collectors.groupingBy(FormPart::name, Collectors.counting()));
        List<FormPart> parts = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (FormPart part : before) {
            String name = part.name();
            boolean one = counts.getOrDefault(name, 0L) == 1 && !name.endsWith(LIST);
            int place = places.merge(name, 1, Integer::sum) - 1;
            JsonValue value = now.getOrDefault(name, JsonValue.NULL);
            edited(part, one ? value : element(value, place), parts);
        }
        return parts;
    }

    private static JsonValue element(JsonValue value, int place) {
        List<JsonValue> values = value instanceof JsonValue.Arr list ? list.elements() : List.of(value);
        return place < values.size() ? values.get(place) : JsonValue.NULL;
    }

    /** A field of which nothing is said any more is left out. */
    private static void edited(FormPart part, JsonValue now, List<FormPart> parts) {
        Slice content = part.content();
        JsonValue before = now instanceof JsonValue.Text ? new JsonValue.Text(content.text()) : value(content);
        if (part.isFile() || now.equals(before)) {
            parts.add(part);
        } else if (now != JsonValue.NULL) {
            parts.add(new FormPart(part.name(), part.head(), Slice.of(text(now)), null, part.contentType()));
        }
    }

    private static void add(Multipart form, String name, JsonValue value, List<FormPart> parts) {
        if (value != JsonValue.NULL) {
            parts.add(new FormPart(name, FormBody.head(form, name), Slice.of(text(value)), null, null));
        }
    }

    private static String text(JsonValue value) {
        return value instanceof JsonValue.Text text ? text.value() : value.toString();
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
