package io.callstream.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link JsonValue} as plain values: {@code Map<String, Object>} in the order of its fields, {@code List<Object>}, {@code String},
 * {@code Long}, {@code BigDecimal}, {@code Boolean} and null. For small texts whose fields are merged, kept and written again. What it
 * gives cannot be changed.
 */
public final class PlainValues {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONG_DIGITS = 18;

    private PlainValues() {}

    /** @throws InvalidJsonException if it is no JSON, nested deeper than 64 levels, or holds a number of more than 100 characters */
    public static @Nullable Object read(Slice text) throws InvalidJsonException {
        return plain(JsonValue.read(text, DEEPEST));
    }

    /** @throws InvalidJsonException as {@link #read}, or if it is no object */
    public static Map<String, Object> readObject(Slice text) throws InvalidJsonException {
        if (JsonValue.read(text, DEEPEST) instanceof JsonValue.Obj object) {
            return plain(object);
        }
        throw InvalidJsonException.expected("an object");
    }

    /** Writes a value of the kinds that are read, and {@code Integer} and finite {@code Double}; any other as its text. */
    public static String write(@Nullable Object value) {
        return of(value).toString();
    }

    private static @Nullable Object plain(JsonValue value) throws InvalidJsonException {
        if (value instanceof JsonValue.Obj object) {
            return plain(object);
        } else if (value instanceof JsonValue.Arr array) {
            List<Object> list = new ArrayList<>();
            for (JsonValue each : array.elements()) {
                list.add(plain(each));
            }
            return Collections.unmodifiableList(list);
        } else if (value instanceof JsonValue.Num number) {
            return plain(number.raw());
        } else if (value instanceof JsonValue.Flag flag) {
            return flag.value();
        }
        return value instanceof JsonValue.Text text ? text.value() : null;
    }

    private static Map<String, Object> plain(JsonValue.Obj object) throws InvalidJsonException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> field : object.fields().entrySet()) {
            map.put(field.getKey(), plain(field.getValue()));
        }
        return Collections.unmodifiableMap(map);
    }

    private static Object plain(String number) throws InvalidJsonException {
        if (number.length() > LONGEST_NUMBER) {
            throw InvalidJsonException.expected("a number of at most " + LONGEST_NUMBER + " characters");
        }
        boolean whole =
                number.length() <= LONG_DIGITS && number.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9');
        return whole ? (Object) Long.valueOf(number) : new BigDecimal(number);
    }

    private static JsonValue of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, JsonValue> fields = new LinkedHashMap<>();
            map.forEach((name, each) -> fields.put(String.valueOf(name), of(each)));
            return new JsonValue.Obj(fields);
        } else if (value instanceof Iterable<?> all) {
            List<JsonValue> elements = new ArrayList<>();
            all.forEach(each -> elements.add(of(each)));
            return new JsonValue.Arr(elements);
        } else if (value instanceof Boolean flag) {
            return new JsonValue.Flag(flag);
        } else if (value instanceof Number number && isWritten(number)) {
            return new JsonValue.Num(number.toString());
        }
        return value == null ? JsonValue.NULL : new JsonValue.Text(value.toString());
    }

    private static boolean isWritten(Number number) {
        return number instanceof Long
                || number instanceof Integer
                || number instanceof BigDecimal
                || number instanceof Double;
    }
}
