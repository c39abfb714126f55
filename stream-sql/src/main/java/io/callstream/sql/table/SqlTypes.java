package io.callstream.sql.table;

import io.callstream.events.column.ColumnType;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** The SQL type of a column, and the expression that makes it of what a scan gives. */
final class SqlTypes {
    /** Columns whose texts are JSON that somebody else wrote; some of it may be none. */
    static final Set<String> JSON_TEXTS = Set.of(
            "parameters", "request_body", "response_body", "delta", "provider_error_body", "provider_response_body");

    private SqlTypes() {}

    static SqlColumn column(Schema.Field field) {
        String name = field.name();
        String scanned = SqlColumn.quoted(name);
        String doc = field.doc() == null ? "" : field.doc();
        if (JSON_TEXTS.contains(name)) {
            return new SqlColumn(name, "JSON", doc, json(scanned));
        }
        Schema value = ColumnType.nonNull(field.schema());
        String type = of(value);
        return switch (ColumnType.of(field.schema())) {
            case TIMESTAMP_MILLIS -> new SqlColumn(name, type, doc, "epoch_ms(" + scanned + ")");
            case JSON -> new SqlColumn(name, type, doc, "CAST(CAST(" + scanned + " AS JSON) AS " + type + ")");
            default -> new SqlColumn(name, type, doc, scanned);
        };
    }

    /** What is no JSON, such as a page of HTML from a proxy, becomes a JSON text: it is kept, and no query fails on it. */
    private static String json(String scanned) {
        return "CASE WHEN json_valid(" + scanned + ") THEN CAST(" + scanned + " AS JSON) ELSE to_json(" + scanned
                + ") END";
    }

    private static String of(Schema schema) {
        return switch (schema.getType()) {
            case BOOLEAN -> "BOOLEAN";
            case INT -> "INTEGER";
            case LONG -> ColumnType.of(schema) == ColumnType.TIMESTAMP_MILLIS ? "TIMESTAMP" : "BIGINT";
            case FLOAT, DOUBLE -> "DOUBLE";
            case ARRAY -> of(ColumnType.nonNull(schema.getElementType())) + "[]";
            case MAP -> "MAP(VARCHAR, " + of(ColumnType.nonNull(schema.getValueType())) + ")";
            case RECORD ->
                schema.getFields().stream()
                        .map(field -> field.name() + " " + of(ColumnType.nonNull(field.schema())))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
            case UNION -> "JSON";
            default -> "VARCHAR";
        };
    }
}
