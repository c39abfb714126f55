package io.callstream.sql.flink;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** Flink's own objects as plain ones of Java. */
final class FlinkValues {
    private FlinkValues() {}

    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Instant time) {
            return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        } else if (value instanceof Object[] items) {
            List<@Nullable Object> plain = new ArrayList<>(items.length);
            for (Object item : items) {
                plain.add(plain(item));
            }
            return plain;
        } else if (value instanceof Map<?, ?> map) {
            return members(map);
        } else if (value instanceof Row row) {
            return members(row);
        } else if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value;
    }

    private static Map<String, @Nullable Object> members(Map<?, ?> map) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((name, value) -> plain.put(String.valueOf(name), plain(value)));
        return plain;
    }

    private static Map<String, @Nullable Object> members(Row row) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        Set<String> names = row.getFieldNames(true);
        if (names == null) {
            for (int i = 0; i < row.getArity(); i++) {
                plain.put(Integer.toString(i), plain(row.getField(i)));
            }
        } else {
            names.forEach(name -> plain.put(name, plain(row.getField(name))));
        }
        return plain;
    }
}
