package io.callstream.sql.engine;

import io.callstream.sql.query.ResultColumn;
import java.util.Set;

/** How the values of a column come out of the engine. */
enum ValueKind {
    /** A few bytes. */
    SHORT,
    /** Texts, which come as bytes. */
    TEXT,
    /** Bytes already. */
    BYTES,
    /** What has parts: the driver makes Java's objects of the parts of all rows that it has. */
    NESTED;

    private static final Set<String> TEXTS = Set.of("VARCHAR", "JSON");
    /** Beside numbers and times. */
    private static final Set<String> SHORTS =
            Set.of("BOOLEAN", "DATE", "UUID", "INTERVAL", "ENUM", "\"NULL\"", "UNKNOWN");

    static ValueKind of(String type) {
        if (TEXTS.contains(type)) {
            return TEXT;
        } else if (type.equals("BLOB")) {
            return BYTES;
        }
        boolean parts = type.endsWith("]");
        boolean time = type.startsWith("TIME");
        return !parts && (time || ResultColumn.isNumeric(type) || SHORTS.contains(type)) ? SHORT : NESTED;
    }

    /** What is selected of a column. */
    String asked(String column) {
        return this == TEXT ? "encode(" + column + "::VARCHAR)" : column;
    }

    /** How many bytes a value of the column has. */
    String bytes(String column) {
        return "coalesce(" + (this == BYTES ? "octet_length(" + column : "strlen(" + column + "::VARCHAR") + "), 0)";
    }

    /** Whether its bytes are counted among those; none are for short values. */
    boolean countsAs(ValueKind other) {
        return this == other || this == BYTES && other == TEXT;
    }
}
