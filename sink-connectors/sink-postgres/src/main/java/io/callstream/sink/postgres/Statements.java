package io.callstream.sink.postgres;

import io.callstream.events.ChunkEvent;
import io.callstream.sink.rows.CallRows;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * The two statements that store a batch. Their columns are those of the event schemas; all rows travel in one parameter, as
 * JSON, and the database turns each value into its column's type.
 */
final class Statements {
    private static final Set<String> CALL_COLUMNS = callColumns();

    private final String limit;
    private final String upsertCalls;
    private final String insertChunks;

    /** @param timeout after which the server gives a statement up */
    Statements(String schema, Duration timeout) {
        this.limit = "SET LOCAL statement_timeout = " + timeout.toMillis();
        this.upsertCalls = upsertCalls(schema);
        this.insertChunks = insert(schema, "chunks", columns(ChunkEvent.getClassSchema()))
                + " ON CONFLICT (call_id, chunk_index) DO NOTHING";
    }

    /** Every column of the table that comes from events. */
    static Set<String> callColumns() {
        Set<String> columns = new LinkedHashSet<>();
        columns.add("status");
        columns.addAll(CallRows.callColumns().keySet());
        return columns;
    }

    /** Stores both kinds of rows, either of which may be empty, in the connection's open transaction. */
    void store(Connection connection, byte[] calls, byte[] chunks) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(limit);
        }
        execute(connection, upsertCalls, calls);
        execute(connection, insertChunks, chunks);
    }

    private static void execute(Connection connection, String sql, byte[] rows) throws SQLException {
        if (rows.length == 0) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, new String(rows, StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
    }

    /**
     * A row gives way to an event that says at least as much, by the order of {@link CallRows}. Equals give way too, so
     * that a replay fills columns that are new or were left out before.
     */
    private static String upsertCalls(String schema) {
        String assignments = CALL_COLUMNS.stream()
                .filter(column -> !column.equals("call_id"))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        return insert(schema, "calls", CALL_COLUMNS) + " ON CONFLICT (call_id) DO UPDATE SET " + assignments
                + ", delivered_at = CASE WHEN " + rank("excluded") + " > " + rank("calls")
                + " THEN now() ELSE calls.delivered_at END WHERE " + rank("excluded") + " >= " + rank("calls");
    }

    private static String rank(String row) {
        return "(CASE WHEN " + row + ".status = 'success' THEN 3 WHEN " + row + ".status = 'started' THEN 0 WHEN " + row
                + ".error_code = '" + CallRows.LOST + "' THEN 1 ELSE 2 END)";
    }

    private static String insert(String schema, String name, Set<String> columns) {
        String table = '"' + schema + "\"." + name;
        String names = String.join(", ", columns);
        return "INSERT INTO " + table + " AS " + name + " (" + names + ") SELECT " + names
                + " FROM json_populate_recordset(NULL::" + table + ", ?::json)";
    }

    private static Set<String> columns(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
