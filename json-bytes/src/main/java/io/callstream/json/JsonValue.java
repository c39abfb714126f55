package io.callstream.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text as a tree, for what is looked at from all sides and written anew. Numbers stay as they were written. Safe for use
 * by several threads. {@code toString} is the JSON text.
 */
public sealed interface JsonValue {
    JsonValue NULL = new Null();

    /** @param fields in their order; of two with one name the last counts */
    record Obj(Map<String, JsonValue> fields) implements JsonValue {
        public Obj {
            fields = Collections.unmodifiableMap(fields instanceof Own ? fields : new LinkedHashMap<>(fields));
        }

        /** Of whoever makes an object: nobody else has them, so that they need no copy. */
        private static final class Own extends LinkedHashMap<String, JsonValue> {
            private static final long serialVersionUID = 1;
        }

        /** Null when there is no such field, or when it says null. */
        public @Nullable JsonValue get(String name) {
            JsonValue value = fields.get(name);
            return value instanceof Null ? null : value;
        }

        /** The text of a field; null when it has none. */
        public @Nullable String text(String name) {
            return get(name) instanceof Text text ? text.value() : null;
        }

        /** The whole number of a field. */
        public long number(String name, long otherwise) {
            return get(name) instanceof Num number ? number.whole(otherwise) : otherwise;
        }

        /** The object of a field; null when it has none. */
        public @Nullable Obj object(String name) {
            return get(name) instanceof Obj object ? object : null;
        }

        /** The elements of a field; none when it is no array. */
        public List<JsonValue> list(String name) {
            return get(name) instanceof Arr array ? array.elements() : List.of();
        }

        @Override
        public String toString() {
            return write(this);
        }
    }

    record Arr(List<JsonValue> elements) implements JsonValue {
        public Arr {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return write(this);
        }
    }

    record Text(String value) implements JsonValue {
        @Override
        public String toString() {
            return write(this);
        }
    }

    /** @param raw as it is written */
    record Num(String raw) implements JsonValue {
        /** @param otherwise for a number that is not whole, or too large */
        public long whole(long otherwise) {
            try {
                return Long.parseLong(raw);
            } catch (NumberFormatException e) {
                return otherwise;
            }
        }

        @Override
        public String toString() {
            return raw;
        }
    }

    record Flag(boolean value) implements JsonValue {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    record Null() implements JsonValue {
        @Override
        public String toString() {
            return "null";
        }
    }

    /** Reads a whole text strictly. */
    static JsonValue read(Slice text) throws InvalidJsonException {
        return whole(new JsonCursor(text), text);
    }

    /**
     * Reads a whole text strictly.
     *
     * @param deepest levels that objects and arrays may be nested
     */
    static JsonValue read(Slice text, int deepest) throws InvalidJsonException {
        return whole(new JsonCursor(text, deepest), text);
    }

    /** Reads a whole text as {@link JsonCursor#lenient} does. */
    static JsonValue readLenient(Slice text) throws InvalidJsonException {
        return whole(JsonCursor.lenient(text), text);
    }

    private static JsonValue whole(JsonCursor cursor, Slice text) throws InvalidJsonException {
        JsonValue value = value(cursor, text);
        cursor.end();
        return value;
    }

    private static JsonValue value(JsonCursor cursor, Slice text) throws InvalidJsonException {
        return switch (cursor.peek()) {
            case OBJECT -> object(cursor, text);
            case ARRAY -> array(cursor, text);
            case STRING -> new Text(cursor.string());
            case FLAG -> new Flag(cursor.flag());
            case NUMBER -> new Num(text.part(cursor.skip()).text());
            case NULL, NOTHING -> {
                cursor.skip();
                yield NULL;
            }
        };
    }

    private static Obj object(JsonCursor cursor, Slice text) throws InvalidJsonException {
        Map<String, JsonValue> fields = new Obj.Own();
        cursor.beginObject();
        while (cursor.nextField()) {
            String name = cursor.key();
            fields.put(name, value(cursor, text));
        }
        return new Obj(fields);
    }

    private static Arr array(JsonCursor cursor, Slice text) throws InvalidJsonException {
        List<JsonValue> elements = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            elements.add(value(cursor, text));
        }
        return new Arr(elements);
    }

    private static String write(JsonValue value) {
        StringBuilder json = new StringBuilder();
        write(value, json);
        return json.toString();
    }

    private static void write(JsonValue value, StringBuilder json) {
        if (value instanceof Obj object) {
            char before = '{';
            for (Map.Entry<String, JsonValue> field : object.fields().entrySet()) {
                json.append(before);
                JsonText.quote(json, field.getKey());
                json.append(':');
                write(field.getValue(), json);
                before = ',';
            }
            json.append(before == '{' ? "{}" : "}");
        } else if (value instanceof Arr array) {
            char before = '[';
            for (JsonValue element : array.elements()) {
                json.append(before);
                write(element, json);
                before = ',';
            }
            json.append(before == '[' ? "[]" : "]");
        } else if (value instanceof Text text) {
            JsonText.quote(json, text.value());
        } else {
            json.append(value);
        }
    }
}
