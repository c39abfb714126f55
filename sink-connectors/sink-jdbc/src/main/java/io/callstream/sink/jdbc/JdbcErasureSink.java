package io.callstream.sink.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.Delivery;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcome;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.EventSink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Removes the rows of a subject's calls from the tables of a SQL database. */
public final class JdbcErasureSink implements EventSink<Erasure> {
    private final HikariDataSource pool;
    private final ErasureTables tables;
    private final Faults faults;
    private final ErasureOutcomes outcomes;

    /** What a database's failures mean. */
    public interface Faults {
        /** The verdict on a statement that failed. */
        Delivery delivery(SQLException failure);

        /** The verdict when no connection was made. */
        Delivery connecting(SQLException failure, String why);
    }

    /** @param pool closed with the sink */
    public JdbcErasureSink(HikariDataSource pool, ErasureTables tables, Faults faults, ErasureOutcomes outcomes) {
        this.pool = pool;
        this.tables = tables;
        this.faults = faults;
        this.outcomes = outcomes;
    }

    @Override
    public Delivery deliver(List<Erasure> batch) {
        for (Erasure erasure : batch) {
            Delivery verdict = pool.isClosed() ? Delivery.retry("closed") : erase(erasure);
            if (!(verdict instanceof Delivery.Delivered)) {
                return verdict;
            }
        }
        return Delivery.delivered();
    }

    private Delivery erase(Erasure erasure) {
        try (Connection connection = pool.getConnection()) {
            return erase(connection, erasure);
        } catch (SQLException e) {
            return faults.connecting(e, ConnectFailure.reason(pool.getJdbcUrl(), e));
        }
    }

    private Delivery erase(Connection connection, Erasure erasure) {
        Map<String, Long> removed = new TreeMap<>();
        tables.tables().forEach(table -> removed.put(table, 0L));
        try {
            remove(connection, erasure.subject(), removed);
            return Delivery.delivered();
        } catch (SQLException e) {
            // What was committed stays removed; the pool rolls back the rest when the connection comes home.
            return faults.delivery(e);
        } finally {
            removed.forEach(
                    (table, rows) -> outcomes.add(erasure, ErasureOutcome.removed("table " + table, "rows", rows)));
        }
    }

    private void remove(Connection connection, Subject subject, Map<String, Long> removed) throws SQLException {
        String stored = tables.stored(subject);
        SubjectRows rows = tables.rows(subject.kind());
        if (subject.kind() == SubjectKind.CALL) {
            rows.remove(connection, List.of(stored), removed);
        } else {
            rows.removeOf(connection, stored, removed);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
