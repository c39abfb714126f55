package io.callstream.gateway.prompt;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a prompt is filled with.
 *
 * @param values as JSON, by name
 */
public record Variables(Map<String, Slice> values) {
    public static final Variables NONE = new Variables(Map.of());

    public Variables {
        values = Map.copyOf(values);
    }

    /**
     * Reads an object.
     *
     * @return null when it is none
     */
    public static @Nullable Variables of(Slice json) {
        try {
            JsonCursor cursor = new JsonCursor(json);
            if (cursor.peek() != JsonKind.OBJECT) {
                return cursor.peek() == JsonKind.NULL ? NONE : null;
            }
            Map<String, Slice> values = new LinkedHashMap<>();
            cursor.beginObject();
            while (cursor.nextField()) {
                values.put(cursor.key(), json.part(cursor.skip()));
            }
            return new Variables(values);
        } catch (InvalidJsonException e) {
            return null; // that is the answer
        }
    }

    /** These, and those of the others that are not among them. */
    public Variables over(Variables others) {
        if (others.values.isEmpty()) {
            return this;
        }
        Map<String, Slice> all = new LinkedHashMap<>(others.values);
        all.putAll(values);
        return new Variables(all);
    }

    /** A value for a text: null is the empty text, anything but a string is written as JSON. Null when there is none. */
    @Nullable String text(String name) {
        Slice value = values.get(name);
        if (value == null) {
            return null;
        }
        try {
            JsonCursor cursor = new JsonCursor(value);
            return switch (cursor.peek()) {
                case STRING -> cursor.string();
                case NULL -> "";
                default -> value.text();
            };
        } catch (InvalidJsonException e) {
            return value.text(); // cannot be: it has been read before
        }
    }

    /** All of them as plain values: maps, lists, strings, numbers, booleans and null. */
    Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            try {
                plain.put(name, PlainValues.read(value));
            } catch (InvalidJsonException e) {
                plain.put(name, value.text()); // nested too deeply for a template to look into
            }
        });
        return plain;
    }

    /** A value as it stands; null when there is none. */
    @Nullable Slice json(String name) {
        return values.get(name);
    }
}
