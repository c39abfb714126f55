package io.callstream.recipes.database;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A row for each call's end. The event's id is the key, so that an event that comes again changes nothing. */
final class DatabaseSink implements Sink {
    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS recipe_calls (
                event_id text PRIMARY KEY, call_id text NOT NULL, happened_at timestamptz NOT NULL, outcome text NOT NULL,
                model text, user_id text, end_user text, tokens bigint, cost_usd numeric, error_code text)""";
    private static final String INSERT = """
            INSERT INTO recipe_calls VALUES (?, ?, ?::timestamptz, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (event_id) DO NOTHING""";

    private final DatabaseConfig config;
    private volatile boolean closed;

    DatabaseSink(DatabaseConfig config) {
        this.config = config;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        if (closed) {
            return Delivery.retry("closed");
        }
        List<CallRow> rows =
                batch.stream().map(CallRow::of).flatMap(Optional::stream).toList();
        try (Connection connection = connect()) {
            insert(connection, rows);
            connection.commit();
            return Delivery.delivered();
        } catch (SQLException e) {
            return verdict(e);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().reveal());
        String seconds = Long.toString(Math.max(1, config.timeout().toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        Connection connection = DriverManager.getConnection(config.url(), properties);
        connection.setAutoCommit(false);
        return connection;
    }

    private static void insert(Connection connection, List<CallRow> rows) throws SQLException {
        try (Statement table = connection.createStatement()) {
            table.execute(TABLE);
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (CallRow row : rows) {
                row.fill(insert);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * The three failures are never mixed: a row that the server cannot take is the event's, a password or name that it does not
     * know is the configuration's, all else is the server's. The message is left out, since it quotes the row.
     */
    private static Delivery verdict(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        String reason = "sqlstate_" + state;
        if (state.startsWith("22") || state.startsWith("23")) {
            return Delivery.rejected(reason);
        }
        if (state.startsWith("28") || state.startsWith("3D") || state.startsWith("42")) {
            return Delivery.hold(reason);
        }
        return Delivery.retry(reason);
    }

    @Override
    public void close() {
        closed = true;
    }
}
