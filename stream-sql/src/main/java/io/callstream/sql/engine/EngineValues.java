package io.callstream.sql.engine;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** The engine's own objects as plain ones of Java. */
final class EngineValues {
    private EngineValues() {}

    static @Nullable Object plain(@Nullable Object value, String type) throws SQLException {
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof String) {
            return value;
        } else if (value instanceof Timestamp time) {
            return time.toLocalDateTime();
        } else if (value instanceof Array array) {
            return list((Object[]) array.getArray());
        } else if (value instanceof DuckDBStruct struct) {
            return members(struct.getMap());
        } else if (value instanceof Struct struct) {
            return list(struct.getAttributes());
        } else if (value instanceof Map<?, ?> map) {
            return members(map);
        } else if (value instanceof Blob blob && ValueKind.of(type) == ValueKind.TEXT) {
            return new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.UTF_8);
        } else if (value instanceof Blob blob) {
            return Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length()));
        } else if (type.equals("JSON") || value instanceof java.util.UUID) {
            return value.toString();
        }
        return value;
    }

    private static List<@Nullable Object> list(@Nullable Object[] items) throws SQLException {
        List<@Nullable Object> plain = new ArrayList<>(items.length);
        for (Object item : items) {
            plain.add(plain(item, ""));
        }
        return plain;
    }

    private static Map<String, @Nullable Object> members(Map<?, ?> map) throws SQLException {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : map.entrySet()) {
            plain.put(String.valueOf(member.getKey()), plain(member.getValue(), ""));
        }
        return plain;
    }
}
