package io.callstream.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings for code of others: texts, numbers, booleans, lists and maps of these, and nothing of ours. */
final class PlainValues {
    private PlainValues() {}

    /** @throws IllegalArgumentException naming a value that needs a variable which is not set */
    static Map<String, Object> of(Object value) {
        return map(Values.mapping(value));
    }

    private static Map<String, Object> map(Map<?, ?> map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            Object inside = plain(String.valueOf(key), item);
            if (inside != null) {
                plain.put(String.valueOf(key), inside);
            }
        });
        return Collections.unmodifiableMap(plain);
    }

    private static List<Object> list(String name, List<?> list) {
        List<Object> plain = new ArrayList<>();
        for (Object item : list) {
            Object inside = plain(name, item);
            if (inside != null) {
                plain.add(inside);
            }
        }
        return Collections.unmodifiableList(plain);
    }

    /** Null for what says nothing. */
    private static @Nullable Object plain(String name, @Nullable Object value) {
        if (value instanceof UnsetVariable unset) {
            throw new IllegalArgumentException(name + " " + unset.why());
        }
        if (value == null || value instanceof NoValue) {
            return null;
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof List<?> list) {
            return list(name, list);
        }
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
