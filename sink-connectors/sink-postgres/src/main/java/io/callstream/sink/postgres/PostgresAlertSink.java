package io.callstream.sink.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.EventSink;
import io.callstream.sink.jdbc.ConnectFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Stores each alert as one row, which its end completes; a transaction each, since a batch may hold both. */
final class PostgresAlertSink implements EventSink<AlertEvent> {
    private final HikariDataSource pool;
    private final Statements statements;
    private final AlertRows rows;

    PostgresAlertSink(HikariDataSource pool, PostgresSinkConfig config) {
        CopyTable table = CopyTable.alerts();
        this.pool = pool;
        this.statements = Statements.ofAlerts(table, config);
        this.rows = new AlertRows(table);
    }

    @Override
    public Delivery deliver(List<AlertEvent> batch) {
        if (pool.isClosed()) {
            return Delivery.retry("closed");
        }
        try (Connection connection = pool.getConnection()) {
            return store(connection, batch);
        } catch (SQLException e) {
            return SqlFault.of(e).connecting(ConnectFailure.reason(pool.getJdbcUrl(), e));
        }
    }

    private Delivery store(Connection connection, List<AlertEvent> batch) {
        try {
            for (AlertEvent event : batch) {
                statements.store(connection, rows.of(event.alert()));
                connection.commit();
            }
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
