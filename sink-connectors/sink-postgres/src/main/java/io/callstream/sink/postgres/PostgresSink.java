package io.callstream.sink.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.callstream.events.ChunkEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Prunable;
import io.callstream.sink.Sink;
import io.callstream.sink.jdbc.ConnectFailure;
import io.callstream.sink.jdbc.OldRows;
import io.callstream.sink.rows.CallRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stores a batch in one transaction, so that it is there as a whole or not at all. */
public final class PostgresSink implements Sink, Prunable {
    private final HikariDataSource pool;
    private final Statements calls;
    private final Statements chunks;
    private final CopyRows rows;
    private final boolean wantsChunks;
    private final String schema;

    PostgresSink(HikariDataSource pool, PostgresSinkConfig config) {
        this.pool = pool;
        CopyTable callTable = CopyTable.calls();
        CopyTable chunkTable = CopyTable.chunks();
        this.calls = Statements.ofCalls(callTable, config);
        this.chunks = Statements.ofChunks(chunkTable, config);
        this.rows = new CopyRows(callTable, chunkTable, config.content());
        this.wantsChunks = config.chunks();
        this.schema = config.database().schema();
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        if (pool.isClosed()) {
            return Delivery.retry("closed");
        }
        Map<Statements, CopyBuffer> work = written(batch);
        if (work.isEmpty()) {
            return Delivery.delivered();
        }
        try (Connection connection = pool.getConnection()) {
            return store(connection, work);
        } catch (SQLException e) {
            return SqlFault.of(e).connecting(ConnectFailure.reason(pool.getJdbcUrl(), e));
        }
    }

    /** The rows, calls before chunks. */
    private Map<Statements, CopyBuffer> written(List<CallEvent> batch) {
        Map<Statements, CopyBuffer> work = new LinkedHashMap<>();
        Collection<CallEvent> latest = CallRows.latest(batch);
        if (!latest.isEmpty()) {
            work.put(calls, rows.calls(latest));
        }
        Collection<ChunkEvent> told = wantsChunks ? CallRows.chunks(batch) : List.of();
        if (!told.isEmpty()) {
            work.put(chunks, rows.chunks(told));
        }
        return work;
    }

    private Delivery store(Connection connection, Map<Statements, CopyBuffer> work) throws SQLException {
        try {
            for (Map.Entry<Statements, CopyBuffer> step : work.entrySet()) {
                step.getKey().store(connection, step.getValue());
            }
            connection.commit();
            return Delivery.delivered();
        } catch (SQLException e) {
            // The pool rolls back what was left open when the connection comes home.
            return SqlFault.of(e).delivery();
        }
    }

    @Override
    public Map<String, Long> removeBefore(Instant before) {
        return new OldRows(pool, Map.of("calls", old("calls"), "chunks", old("chunks"), "alerts", old("alerts")))
                .removeBefore(before.toString());
    }

    private String old(String table) {
        String name = '"' + schema + "\"." + table;
        return "DELETE FROM " + name + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + name
                + " WHERE event_time < ?::timestamptz LIMIT 5000))";
    }

    @Override
    public void close() {
        pool.close();
    }
}
