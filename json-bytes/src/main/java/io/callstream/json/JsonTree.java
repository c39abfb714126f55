package io.callstream.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text as plain values: {@code Map<String, Object>} in the order of its fields, {@code List<Object>}, {@code String}, {@code Long},
 * {@code BigDecimal}, {@code Boolean} and null. For small texts that are kept and written again; of a field that stands twice the last
 * value counts. What it gives cannot be changed. For any thread.
 */
public final class JsonTree {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONG_DIGITS = 18;

    private final Slice text;
    private final JsonCursor cursor;

    private JsonTree(Slice text) {
        this.text = text;
        this.cursor = new JsonCursor(text, DEEPEST);
    }

    /** @throws InvalidJsonException if it is no JSON, nested deeper than 64 levels, or holds a number of more than 100 characters */
    public static @Nullable Object read(Slice text) throws InvalidJsonException {
        JsonTree tree = new JsonTree(text);
        Object value = tree.value();
        tree.cursor.end();
        return value;
    }

    /** @throws InvalidJsonException as {@link #read}, or if it is no object */
    public static Map<String, Object> readObject(Slice text) throws InvalidJsonException {
        JsonTree tree = new JsonTree(text);
        Map<String, Object> object = tree.object();
        tree.cursor.end();
        return object;
    }

    /** Writes a value of the kinds that are read, and {@code Integer} and finite {@code Double}; any other as its text. */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    private @Nullable Object value() throws InvalidJsonException {
        return switch (cursor.peek()) {
            case OBJECT -> object();
            case ARRAY -> array();
            case STRING -> cursor.string();
            case NUMBER -> number(text.part(cursor.skip()).text());
            case FLAG -> cursor.flag();
            case NULL -> {
                cursor.skip();
                yield null;
            }
            case NOTHING -> throw cursor.unexpected("a value");
        };
    }

    private Map<String, Object> object() throws InvalidJsonException {
        Map<String, Object> object = new LinkedHashMap<>();
        cursor.beginObject();
        while (cursor.nextField()) {
            String name = cursor.key();
            object.put(name, value());
        }
        return Collections.unmodifiableMap(object);
    }

    private List<Object> array() throws InvalidJsonException {
        List<Object> array = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            array.add(value());
        }
        return Collections.unmodifiableList(array);
    }

    private Object number(String digits) throws InvalidJsonException {
        if (digits.length() > LONGEST_NUMBER) {
            throw cursor.unexpected("a number of at most " + LONGEST_NUMBER + " characters");
        }
        boolean whole =
                digits.length() <= LONG_DIGITS && digits.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9');
        return whole ? (Object) Long.valueOf(digits) : new BigDecimal(digits);
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            object(out, map);
        } else if (value instanceof Iterable<?> list) {
            array(out, list);
        } else if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            out.append(value);
        } else if (value instanceof BigDecimal || value instanceof Double) {
            out.append(value);
        } else {
            quote(out, value.toString());
        }
    }

    private static void object(StringBuilder out, Map<?, ?> map) {
        out.append('{');
        String between = "";
        for (Map.Entry<?, ?> field : map.entrySet()) {
            out.append(between);
            quote(out, String.valueOf(field.getKey()));
            out.append(':');
            write(out, field.getValue());
            between = ",";
        }
        out.append('}');
    }

    private static void array(StringBuilder out, Iterable<?> list) {
        out.append('[');
        String between = "";
        for (Object each : list) {
            out.append(between);
            write(out, each);
            between = ",";
        }
        out.append(']');
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
