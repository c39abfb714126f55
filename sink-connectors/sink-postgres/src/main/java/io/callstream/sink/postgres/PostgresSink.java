package io.callstream.sink.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.PostgresText;
import io.callstream.sink.rows.CallRows;
import io.callstream.sink.rows.JsonRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Stores a batch in one transaction, so that it is there as a whole or not at all. */
public final class PostgresSink implements Sink {
    private final HikariDataSource pool;
    private final Statements statements;
    private final JsonRows rows;
    private final boolean chunks;

    PostgresSink(HikariDataSource pool, PostgresSinkConfig config) {
        this.pool = pool;
        this.statements = new Statements(config.database().schema(), config.timeout());
        EventJson json = EventJson.complete().with(new PostgresText());
        this.rows = new JsonRows(config.content() ? json : json.withoutContent());
        this.chunks = config.chunks();
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        if (pool.isClosed()) {
            return Delivery.retry("closed");
        }
        byte[] calls = rows.calls(CallRows.latest(batch));
        byte[] chunkRows = rows.chunks(chunks ? CallRows.chunks(batch) : List.of());
        try (Connection connection = pool.getConnection()) {
            return store(connection, calls, chunkRows);
        } catch (SQLException e) {
            return SqlFault.of(e).delivery();
        }
    }

    private Delivery store(Connection connection, byte[] calls, byte[] chunkRows) throws SQLException {
        try {
            statements.store(connection, calls, chunkRows);
            connection.commit();
            return Delivery.delivered();
        } catch (SQLException e) {
            // The pool rolls back what was left open when the connection comes home.
            return SqlFault.of(e).delivery();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
