package io.callstream.sink.postgres;

import io.callstream.events.AlertRecord;
import io.callstream.sink.rows.CallRows;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * A table with its columns that come from events, and the connection's own table of the same columns that a batch goes
 * through: {@code COPY} knows no {@code ON CONFLICT}.
 *
 * @param name of the table
 * @param columns by name, in the order in which rows have them
 */
record CopyTable(String name, Map<String, ColumnType> columns) {
    /** A column of calls that no event has. */
    static final String STATUS = "status";

    CopyTable {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    static CopyTable calls() {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        columns.put(STATUS, ColumnType.TEXT);
        CallRows.callColumns().forEach((name, field) -> columns.put(name, ColumnType.of(field)));
        return new CopyTable("calls", columns);
    }

    static CopyTable chunks() {
        return of("chunks", CallRows.chunkColumns().values());
    }

    static CopyTable alerts() {
        return of("alerts", AlertRecord.getClassSchema().getFields());
    }

    private static CopyTable of(String name, Collection<Schema.Field> fields) {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        fields.forEach(field -> columns.put(field.name(), ColumnType.of(field)));
        return new CopyTable(name, columns);
    }

    Set<String> names() {
        return columns.keySet();
    }

    /** @param kept whether the connection keeps its table, empty, after the transaction */
    String create(boolean kept) {
        String definitions = columns.entrySet().stream()
                .map(column -> column.getKey() + ' ' + column.getValue().sql())
                .collect(Collectors.joining(", "));
        return "CREATE TEMPORARY TABLE IF NOT EXISTS " + staging() + " (" + definitions + ") ON COMMIT "
                + (kept ? "DELETE ROWS" : "DROP");
    }

    String copy() {
        return "COPY " + staging() + " FROM STDIN (FORMAT binary)";
    }

    /** Begins the statement that moves the rows; what to do about rows that are there already is the caller's to add. */
    String move(String schema) {
        String list = String.join(", ", names());
        return "INSERT INTO \"" + schema + "\"." + name + " AS " + name + " (" + list + ") SELECT " + list + " FROM "
                + staging();
    }

    private String staging() {
        // Behind a pooler, another version's table may be on the connection.
        return "pg_temp.callstream_new_" + name + "_"
                + Integer.toHexString(columns.toString().hashCode());
    }
}
