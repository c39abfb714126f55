package io.callstream.sink.postgres;

import io.callstream.sink.rows.CallRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * What stores rows: {@code COPY} into a table of the connection's own, and from there one statement into the tables that
 * others see.
 */
final class Statements {
    private static final int CHUNK = 64 << 10;

    /** Columns of an alert that say how it stands; all others say what it was about. */
    private static final Set<String> OF_THE_STATE = Set.of("event_id", "event_time", "state", "resolved_at");

    private final CopyTable table;
    private final String begin;
    private final String move;

    private Statements(CopyTable table, PostgresSinkConfig config, String onConflict) {
        this.table = table;
        // Behind a pooler of transactions the next transaction may be on another connection.
        boolean kept = !config.database().isTransactionPooler();
        this.begin = "SET LOCAL statement_timeout = " + config.timeout().toMillis() + "; " + table.create(kept);
        this.move = table.move(config.database().schema()) + onConflict;
    }

    /**
     * A row gives way to an event that says at least as much, by the order of {@link CallRows}. Equals give way too, so
     * that a replay fills columns that are new or were left out before.
     */
    static Statements ofCalls(CopyTable calls, PostgresSinkConfig config) {
        String assignments = calls.names().stream()
                .filter(column -> !column.equals("call_id"))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        return new Statements(
                calls,
                config,
                " ON CONFLICT (call_id) DO UPDATE SET " + assignments + ", delivered_at = CASE WHEN " + rank("excluded")
                        + " > " + rank("calls") + " THEN now() ELSE calls.delivered_at END WHERE " + rank("excluded")
                        + " >= " + rank("calls"));
    }

    static Statements ofChunks(CopyTable chunks, PostgresSinkConfig config) {
        return new Statements(chunks, config, " ON CONFLICT (call_id, chunk_index) DO NOTHING");
    }

    /**
     * An alert's row shows what it was when it fired; its end adds when that was, and when it ended. Whichever comes first, or
     * again.
     */
    static Statements ofAlerts(CopyTable alerts, PostgresSinkConfig config) {
        String assignments = alerts.names().stream()
                .filter(column -> !column.equals("alert_id"))
                .map(column -> column + " = CASE WHEN "
                        + (OF_THE_STATE.contains(column)
                                ? "excluded.state = 'resolved' OR alerts.state = 'firing'"
                                : "excluded.state = 'firing'")
                        + " THEN excluded." + column + " ELSE alerts." + column + " END")
                .collect(Collectors.joining(", "));
        return new Statements(alerts, config, " ON CONFLICT (alert_id) DO UPDATE SET " + assignments);
    }

    private static String rank(String row) {
        return "(CASE WHEN " + row + ".status = 'success' THEN 3 WHEN " + row + ".status = 'started' THEN 0 WHEN " + row
                + ".error_code = '" + CallRows.LOST + "' THEN 1 ELSE 2 END)";
    }

    /** Stores the rows in the connection's open transaction. */
    void store(Connection connection, CopyBuffer rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(begin);
            copy(connection, rows);
            statement.execute(move);
        }
    }

    private void copy(Connection connection, CopyBuffer rows) throws SQLException {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copy(), rows.finished(), CHUNK);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // The rows are in memory.
        }
    }
}
