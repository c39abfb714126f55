package io.callstream.benchmarks.delivery;

import io.callstream.sink.CallEvent;
import io.callstream.sink.postgres.PostgresSinkFactory;
import io.callstream.stack.postgres.PostgresOptions;
import io.callstream.stack.postgres.PostgresServer;
import io.callstream.testing.events.SampleCall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * The sink of PostgreSQL beside {@code COPY} of the very rows that the sink stored, all in one statement, into a table with
 * the same indexes on the same server.
 */
public final class PostgresBesideCopy {
    private static final int CALLS = 20_000;

    private final Connection connection;
    private final SinkUnderLoad sink;
    private final List<CallEvent> events = SampleCall.first(CALLS).stream()
            .<CallEvent>map(call -> new CallEvent.Success(call.success()))
            .toList();

    private PostgresBesideCopy(Connection connection, SinkUnderLoad sink) {
        this.connection = connection;
        this.sink = sink;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("callstream-copy");
        try (PostgresServer server = PostgresServer.start(PostgresOptions.in(directory.resolve("postgres")));
                Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                SinkUnderLoad sink = SinkUnderLoad.of(new PostgresSinkFactory(), settings(server), directory)) {
            new PostgresBesideCopy(connection, sink).race();
        }
    }

    private static Map<String, Object> settings(PostgresServer server) {
        return Map.of("url", server.jdbcUrl(), "user", server.user(), "password", server.password(), "schema", "sunk");
    }

    private void race() throws Exception {
        execute("CREATE SCHEMA plain; CREATE TABLE plain.calls (LIKE sunk.calls INCLUDING ALL)");
        store();
        byte[] rows = stored();
        new Race(2, 7, CALLS).run("sink", this::store, "copy", () -> copy(rows));
    }

    private long store() throws Exception {
        execute("TRUNCATE sunk.calls");
        long begun = System.nanoTime();
        sink.deliver(events);
        return System.nanoTime() - begun;
    }

    private long copy(byte[] rows) throws Exception {
        execute("TRUNCATE plain.calls");
        long begun = System.nanoTime();
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY plain.calls FROM STDIN", new ByteArrayInputStream(rows), 64 << 10);
        return System.nanoTime() - begun;
    }

    private byte[] stored() throws Exception {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY sunk.calls TO STDOUT", rows);
        return rows.toByteArray();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
