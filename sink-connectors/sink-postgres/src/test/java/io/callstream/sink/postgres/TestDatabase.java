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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A schema on a server that all tests of this JVM share, one after another. Its tables stay, without rows, for a later test: to make
 * them takes longer than most tests.
 */
final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Queue<String> CLEARED = new ConcurrentLinkedQueue<>();

    private final Connection admin;
    private final String name;

    TestDatabase() {
        try {
            admin = connect();
            String cleared = CLEARED.poll();
            name = cleared == null ? "test_" + COUNT.incrementAndGet() : cleared;
            if (cleared == null) {
                execute("DROP SCHEMA IF EXISTS " + name + " CASCADE"); // of a run before this one
            }
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

    /** Takes away what tests leave: rows, and functions with the triggers that call them. What cannot be cleared is left alone. */
    private void clear() {
        try {
            takeAway();
        } catch (IllegalStateException e) {
            return;
        }
        if (query("SELECT to_regclass('calls')::text || to_regclass('chunks')::text")
                        .get(0)
                != null) {
            CLEARED.add(name);
        }
    }

    private void takeAway() {
        execute("SET lock_timeout = '10s'");
        query("SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = to_regnamespace('" + name + "')")
                .forEach(function -> execute("DROP FUNCTION " + function + " CASCADE"));
        query("SELECT oid::regclass FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace('" + name
                        + "') AND relname NOT LIKE '%history'")
                .forEach(table -> execute("DELETE FROM " + table));
    }

    @Override
    public void close() {
        try {
            clear();
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
