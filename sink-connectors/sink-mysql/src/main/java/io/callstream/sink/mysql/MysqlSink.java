package io.callstream.sink.mysql;

import com.zaxxer.hikari.HikariDataSource;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stores a batch in one transaction, so that it is there as a whole or not at all. */
public final class MysqlSink implements Sink, Prunable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final Map<String, String> OLD = Map.of(
            "calls", "DELETE FROM calls WHERE event_time < ? LIMIT 5000",
            "chunks", "DELETE FROM chunks WHERE event_time < ? LIMIT 5000");

    private final HikariDataSource pool;
    private final Rows rows;
    private final boolean chunks;

    MysqlSink(HikariDataSource pool, MysqlSinkConfig config) {
        this.pool = pool;
        this.rows = new Rows(config.content());
        this.chunks = config.chunks();
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        if (pool.isClosed()) {
            return Delivery.retry("closed");
        }
        List<@Nullable Object[]> calls = rows.calls(CallRows.latest(batch));
        List<@Nullable Object[]> chunkRows = rows.chunks(chunks ? CallRows.chunks(batch) : List.of());
        try (Connection connection = pool.getConnection()) {
            return store(connection, calls, chunkRows);
        } catch (SQLException e) {
            return SqlFault.of(e).connecting(ConnectFailure.reason(pool.getJdbcUrl(), e));
        }
    }

    private static Delivery store(
            Connection connection, List<@Nullable Object[]> calls, List<@Nullable Object[]> chunkRows) {
        try {
            Writer writer = new Writer(connection);
            writer.write(Rows.CALLS, calls);
            writer.write(Rows.CHUNKS, chunkRows);
            connection.commit();
            return Delivery.delivered();
        } catch (SQLException e) {
            // The pool rolls back what was left open when the connection comes home.
            return SqlFault.of(e).delivery();
        }
    }

    @Override
    public Map<String, Long> removeBefore(Instant before) {
        return new OldRows(pool, OLD).removeBefore(TIME.format(before));
    }

    @Override
    public void close() {
        pool.close();
    }
}
