package io.callstream.gateway.prompt;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.JsonText;
import io.callstream.json.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON objects as maps of names to values that stay JSON. */
final class PromptJson {
    private PromptJson() {}

    /** Of two fields of one name the later counts. */
    static Map<String, String> fields(Slice object) throws InvalidJsonException {
        Map<String, String> fields = new LinkedHashMap<>();
        JsonCursor cursor = new JsonCursor(object);
        cursor.beginObject();
        while (cursor.nextField()) {
            fields.put(cursor.key(), object.part(cursor.skip()).text());
        }
        cursor.end();
        return fields;
    }

    static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> JsonText.quoted(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** A string's text; null when it is none, or an empty one. */
    static @Nullable String text(@Nullable String json) {
        try {
            JsonCursor cursor = new JsonCursor(Slice.of(json == null ? "null" : json));
            String text = cursor.peek() == JsonKind.STRING ? cursor.string() : "";
            return text.isBlank() ? null : text;
        } catch (InvalidJsonException e) {
            return null; // that is the answer
        }
    }

    /** A string's text or a number as it stands; null when it is neither, or an empty one. */
    static @Nullable String numberOrText(String json) {
        String plain = json.strip();
        boolean number = !plain.isEmpty() && (plain.charAt(0) == '-' || Character.isDigit(plain.charAt(0)));
        return number ? plain : text(plain);
    }

    static boolean isNull(String json) {
        return json.equals("null");
    }
}
