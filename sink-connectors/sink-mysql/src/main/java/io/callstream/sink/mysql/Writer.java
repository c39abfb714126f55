package io.callstream.sink.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows, many in one statement. A statement stays far below any server's {@code max_allowed_packet}, unless one row
 * alone is larger.
 */
final class Writer {
    private static final int MOST_ROWS = 100;
    private static final long MOST_CHARACTERS = 1L << 20;
    private static final int CHARACTERS_OF_A_NUMBER = 8;

    private final Connection connection;

    Writer(Connection connection) {
        this.connection = connection;
    }

    void write(Table table, List<@Nullable Object[]> rows) throws SQLException {
        int from = 0;
        while (from < rows.size()) {
            int until = end(rows, from);
            insert(table, rows.subList(from, until));
            from = until;
        }
    }

    private static int end(List<@Nullable Object[]> rows, int from) {
        long size = 0;
        int until = from;
        while (until < rows.size() && until - from < MOST_ROWS) {
            size += size(rows.get(until));
            if (size > MOST_CHARACTERS && until > from) {
                break;
            }
            until++;
        }
        return until;
    }

    private static long size(@Nullable Object[] row) {
        long size = 0;
        for (Object cell : row) {
            size += cell instanceof String text ? text.length() : CHARACTERS_OF_A_NUMBER;
        }
        return size;
    }

    /**
     * A server that gets more than its {@code max_allowed_packet} hangs up, which looks like an outage; so a row that cannot fit is refused
     * before.
     */
    private void refuseIfTooLarge(@Nullable Object[] row) throws SQLException {
        if (size(row) < MOST_CHARACTERS) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet limit = statement.executeQuery("SELECT @@max_allowed_packet")) {
            if (limit.next() && sizeAsSent(row) > limit.getLong(1)) {
                throw new SQLException("row larger than the server's max_allowed_packet", SqlFault.TOO_LARGE);
            }
        }
    }

    /** In bytes, as the driver writes texts into a statement: with a backslash before what would end them. */
    private static long sizeAsSent(@Nullable Object[] row) {
        long size = 0;
        for (Object cell : row) {
            if (cell instanceof String text) {
                long escaped = text.chars()
                        .filter(c -> c == '\'' || c == '"' || c == '\\' || c == 0)
                        .count();
                size += text.getBytes(StandardCharsets.UTF_8).length + escaped;
            }
        }
        return size;
    }

    private void insert(Table table, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.size() == 1) {
            refuseIfTooLarge(rows.get(0));
        }
        try (PreparedStatement statement = connection.prepareStatement(table.insert(rows.size()))) {
            int place = 0;
            for (Object[] row : rows) {
                for (Object cell : row) {
                    statement.setObject(++place, cell);
                }
            }
            statement.executeUpdate();
        }
    }
}
