package io.callstream.sink.clickhouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A ReplacingMergeTree as its CREATE TABLE has it: columns with types, and rows of which the highest version stays. */
final class FakeTable {
    private static final Pattern COLUMN =
            Pattern.compile("\\s*([a-z_0-9]+) (.+?)(?: (?:DEFAULT|CODEC|COMMENT)\\b.*)?,?\\s*");
    private static final Pattern ADDED = Pattern.compile("\\s*ADD COLUMN IF NOT EXISTS (\\w+) (.+?) AFTER (\\w+)\\s*");
    private static final Pattern ENGINE =
            Pattern.compile("ENGINE = ReplacingMergeTree(?:\\((\\w+)\\))?\\s+ORDER BY \\(?([a-z_, ]+)\\)?");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<String> key;
    private final String version;
    private final SortedMap<String, ObjectNode> rows = new TreeMap<>();

    FakeTable(String ddl) {
        Matcher engine = ENGINE.matcher(ddl);
        if (!engine.find()) {
            throw new IllegalArgumentException("no ReplacingMergeTree with an order");
        }
        this.version = engine.group(1) == null ? "" : engine.group(1);
        this.key = Arrays.stream(engine.group(2).split(",")).map(String::strip).toList();
        for (String line : ddl.substring(ddl.indexOf('(') + 1, engine.start()).split("\n")) {
            Matcher column = COLUMN.matcher(line);
            if (column.matches()) {
                types.put(column.group(1), unwrapped(column.group(2)));
            }
        }
    }

    /** @param actions of an ALTER TABLE, which may only add columns */
    void add(String actions) {
        for (String action : actions.split(",\\s*\n")) {
            Matcher added = ADDED.matcher(action);
            if (!added.matches() || !types.containsKey(added.group(3))) {
                throw new IllegalArgumentException("not a new column behind one that is there: " + action);
            }
            types.putIfAbsent(added.group(1), unwrapped(added.group(2)));
        }
    }

    private static String unwrapped(String type) {
        return type.replaceAll("LowCardinality\\(((?:[^()]|\\([^()]*\\))*)\\)", "$1")
                .replace(" ", "");
    }

    Map<String, String> types() {
        return types;
    }

    List<ObjectNode> rows() {
        return List.copyOf(rows.values());
    }

    /** The error's number and name if a value does not fit its column, else nothing. */
    String fault(JsonNode row) {
        for (Map.Entry<String, String> column : types.entrySet()) {
            JsonNode value = row.get(column.getKey());
            if (value != null && !fits(column.getValue(), value)) {
                return column.getValue().contains("DateTime") ? "41 CANNOT_PARSE_DATETIME" : "27 CANNOT_PARSE_INPUT";
            }
        }
        return "";
    }

    private static boolean fits(String type, JsonNode value) {
        if (type.startsWith("Nullable(")) {
            return value.isNull() || fits(type.substring("Nullable(".length(), type.length() - 1), value);
        }
        if (type.startsWith("Array(")) {
            return value.isArray() && all(value, "String");
        }
        if (type.startsWith("Map(")) {
            return value.isObject() && all(value, "String");
        }
        if (type.startsWith("DateTime64")) {
            return value.isTextual() && isDate(value.asText());
        }
        return switch (type) {
            case "String" -> value.isTextual();
            case "Bool" -> value.isBoolean();
            case "UInt8" -> value.isInt() && value.intValue() >= 0 && value.intValue() < 256;
            case "Int32" -> value.isInt();
            case "Int64" -> value.isInt() || value.isLong();
            default -> throw new IllegalArgumentException("a type this fake does not know: " + type);
        };
    }

    private static boolean all(JsonNode values, String type) {
        List<JsonNode> items = new ArrayList<>();
        values.forEach(items::add);
        return items.stream().allMatch(item -> fits(type, item));
    }

    /** A real server reads years of four digits. */
    private static boolean isDate(String text) {
        try {
            Instant.parse(text);
            return text.matches("\\d{4}-.*");
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    void insert(ObjectNode row) {
        rows.merge(id(row), row, (old, next) -> stage(next) >= stage(old) ? next : old);
    }

    /** How many rows are older; they are removed if that is wanted. */
    long older(long epochMilli, boolean remove) {
        List<String> old = rows.entrySet().stream()
                .filter(row -> Instant.parse(row.getValue().path("event_time").asText())
                        .isBefore(Instant.ofEpochMilli(epochMilli)))
                .map(Map.Entry::getKey)
                .toList();
        if (remove) {
            old.forEach(rows::remove);
        }
        return old.size();
    }

    /** Ids of the calls whose column has exactly this value. */
    Set<String> calls(String column, String value) {
        return rows.values().stream()
                .filter(row -> value.equals(row.path(column).textValue()))
                .map(row -> row.path("call_id").asText())
                .collect(Collectors.toSet());
    }

    /** How many rows are of these calls; they are removed if that is wanted. */
    long ofCalls(Set<String> calls, boolean remove) {
        List<String> found = rows.entrySet().stream()
                .filter(row -> calls.contains(row.getValue().path("call_id").asText()))
                .map(Map.Entry::getKey)
                .toList();
        if (remove) {
            found.forEach(rows::remove);
        }
        return found.size();
    }

    private String id(ObjectNode row) {
        StringBuilder id = new StringBuilder();
        key.forEach(column -> id.append(String.format("%40s|", row.path(column).asText())));
        return id.toString();
    }

    private int stage(ObjectNode row) {
        return version.isEmpty() ? 0 : row.path(version).asInt();
    }
}
