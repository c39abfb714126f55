package io.callstream.sink.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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

    private void insert(Table table, List<@Nullable Object[]> rows) throws SQLException {
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
