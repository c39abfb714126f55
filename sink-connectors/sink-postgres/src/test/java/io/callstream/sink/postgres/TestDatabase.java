package io.callstream.sink.postgres;

import io.callstream.stack.postgres.PostgresOptions;
import io.callstream.stack.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema on a server that all tests of this JVM share, one after another. */
final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Connection admin;
    private final String name = "test_" + COUNT.incrementAndGet();

    TestDatabase() {
        try {
            admin = connect();
            execute("DROP SCHEMA IF EXISTS " + name + " CASCADE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection of its own, the caller's to close. */
    final Connection connect() throws SQLException {
        return DriverManager.getConnection(server().jdbcUrl(), server().user(), server().password());
    }

    private static PostgresServer server() {
        return Shared.SERVER;
    }

    int port() {
        return server().port();
    }

    /** The URL by way of another port. */
    String jdbcUrl(int port) {
        return server().jdbcUrl().replace(":" + port(), ":" + port);
    }

    String user() {
        return server().user();
    }

    /** The schema. */
    String name() {
        return name;
    }

    String password() {
        return server().password();
    }

    /** Makes the password wrong that the sink has, and ends the connections that used it. */
    void lockOut() {
        execute("ALTER ROLE " + user() + " PASSWORD 'another'");
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE usename = current_user AND pid <> pg_backend_pid()");
    }

    void letIn() {
        execute("ALTER ROLE " + user() + " PASSWORD '" + password() + "'");
    }

    void execute(String sql) {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** From now on a trigger raises an exception of this state when the call's row is written. */
    void raiseFor(String callId, String state) {
        execute("CREATE OR REPLACE FUNCTION " + name + ".refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                + "IF NEW.call_id = '" + callId + "' THEN RAISE EXCEPTION 'not this one' USING ERRCODE = '" + state
                + "'; END IF; RETURN NEW; END $$");
        execute("CREATE OR REPLACE TRIGGER refuse BEFORE INSERT OR UPDATE ON " + name
                + ".calls FOR EACH ROW EXECUTE FUNCTION " + name + ".refuse()");
    }

    /** The first column of every row. */
    List<String> query(String sql) {
        try (Statement statement = admin.createStatement()) {
            statement.execute("SET search_path TO " + name);
            ResultSet rows = statement.executeQuery(sql);
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            admin.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Shared {
        static final PostgresServer SERVER = PostgresServer.start(
                PostgresOptions.in(Path.of("target", "postgres").toAbsolutePath()));
    }
}
