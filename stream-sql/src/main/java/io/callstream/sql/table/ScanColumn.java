package io.callstream.sql.table;

import io.callstream.events.column.ColumnType;

/**
 * A column as a scan of a topic gives it to the engine.
 *
 * @param name its name
 * @param type what the scan puts into it
 */
public record ScanColumn(String name, ColumnType type) {
    /** The engine's type for it. Moments stay numbers until the table's own expression makes them moments. */
    public String sqlType() {
        return switch (type) {
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "INTEGER";
            case LONG, TIMESTAMP_MILLIS -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case TEXT, BYTES, JSON -> "VARCHAR";
        };
    }
}
