package io.callstream.sink.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A database with a user of its own, on the server that all tests share. */
final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "test_" + COUNT.incrementAndGet();
    private final String password = "pw-" + name + "-5d1e";
    private final Connection admin;

    TestDatabase() {
        try {
            admin = MariaDb.admin("test");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        execute("CREATE DATABASE " + name);
        execute("CREATE USER " + name + " IDENTIFIED BY '" + password + "'");
        execute("GRANT ALL ON " + name + ".* TO " + name);
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

    @Override
    public void close() {
        try {
            admin.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
