package io.callstream.sink.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database with a user of its own, on the server that all tests share. Its tables stay, without rows, for a later test: to make
 * them takes longer than most tests.
 */
final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Queue<String> CLEARED = new ConcurrentLinkedQueue<>();

    private final String name;
    private final String password;
    private final Connection admin;

    TestDatabase() {
        try {
            admin = MariaDb.admin("test");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String cleared = CLEARED.poll();
        name = cleared == null ? "test_" + COUNT.incrementAndGet() : cleared;
        password = "pw-" + name + "-5d1e";
        if (cleared == null) {
            execute("CREATE DATABASE " + name);
            execute("CREATE USER " + name + " IDENTIFIED BY '" + password + "'");
            execute("GRANT ALL ON " + name + ".* TO " + name);
        }
        execute("USE " + name);
    }

    /** Also the user's. */
    String name() {
        return name;
    }

    String password() {
        return password;
    }

    /** Makes the password wrong that the sink has, and ends the connections that used it. */
    void lockOut() {
        execute("ALTER USER " + name + " IDENTIFIED BY 'another'");
        query("SELECT id FROM information_schema.processlist WHERE user = '" + name + "'")
                .forEach(id -> execute("KILL " + id));
    }

    void letIn() {
        execute("ALTER USER " + name + " IDENTIFIED BY '" + password + "'");
    }

    void execute(String sql) {
        MariaDb.execute(admin, sql);
    }

    /** The columns of every row, as one text. */
    List<String> query(String sql) {
        try (Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                StringBuilder row = new StringBuilder(String.valueOf(rows.getString(1)));
                for (int column = 2; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.append('|').append(rows.getString(column));
                }
                found.add(row.toString());
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Takes away what tests leave: rows and triggers. What cannot be cleared is left alone. */
    private void clear() {
        try {
            takeAway();
        } catch (IllegalStateException e) {
            return;
        }
        if (tables().containsAll(List.of("calls", "chunks"))) {
            CLEARED.add(name);
        }
    }

    private List<String> tables() {
        return query("SELECT table_name FROM information_schema.tables WHERE table_schema = '" + name
                + "' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '%history'");
    }

    private void takeAway() {
        execute("SET SESSION lock_wait_timeout = 10, innodb_lock_wait_timeout = 10");
        query("SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = '" + name + "'")
                .forEach(trigger -> execute("DROP TRIGGER " + trigger));
        tables().forEach(table -> execute("DELETE FROM " + table));
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
}
