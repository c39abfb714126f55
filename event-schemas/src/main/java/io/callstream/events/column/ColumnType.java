package io.callstream.events.column;

import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** What a column's values are, and so which method of {@link ColumnSink} takes them. Any of them may be null. */
public enum ColumnType {
    BOOLEAN,
    /** 32 bits. */
    INTEGER,
    /** 64 bits. */
    LONG,
    /** Milliseconds since 1970, in UTC. */
    TIMESTAMP_MILLIS,
    DOUBLE,
    /** UTF-8; an enumeration's symbol, too. */
    TEXT,
    BYTES,
    /** A list, map, record or a union of several types, as JSON text in UTF-8; moments within it are ISO-8601 texts. */
    JSON;

    /** The type of a column whose values have this schema. */
    public static ColumnType of(Schema schema) {
        Schema value = nonNull(schema);
        return switch (value.getType()) {
            case BOOLEAN -> BOOLEAN;
            case INT -> INTEGER;
            case LONG -> isMillis(value) ? TIMESTAMP_MILLIS : LONG;
            case FLOAT, DOUBLE -> DOUBLE;
            case STRING, ENUM, NULL -> TEXT;
            case BYTES, FIXED -> BYTES;
            case ARRAY, MAP, RECORD, UNION -> JSON;
        };
    }

    /** The only branch of a nullable schema; the schema itself otherwise. */
    public static Schema nonNull(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        List<Schema> branches = schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        return branches.size() == 1 ? branches.get(0) : schema;
    }

    static boolean isMillis(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
    }
}
