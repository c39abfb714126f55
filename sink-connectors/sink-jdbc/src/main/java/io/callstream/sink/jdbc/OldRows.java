package io.callstream.sink.jdbc;

import io.callstream.sink.SinkUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Removes old rows in steps, each a transaction of its own, so that no step holds locks for long or outlasts a timeout.
 *
 * @param pool gives connections that begin transactions
 * @param statements by table; each removes at most some thousands of rows older than its one parameter, a time as text
 */
public record OldRows(DataSource pool, Map<String, String> statements) {
    /**
     * @param time in the form that the statements read
     * @return how many rows were removed, by table
     * @throws SinkUnavailableException if the database cannot be reached or refuses; what was removed stays removed
     */
    public Map<String, Long> removeBefore(String time) {
        Map<String, Long> removed = new LinkedHashMap<>();
        try (Connection connection = pool.getConnection()) {
            for (Map.Entry<String, String> table : statements.entrySet()) {
                removed.put(table.getKey(), remove(connection, table.getValue(), time));
            }
            return removed;
        } catch (SQLException e) {
            throw new SinkUnavailableException(
                    "old rows cannot be removed: " + SqlFailure.of(e).reason() + " (removed: " + removed + ")", e);
        }
    }

    private static long remove(Connection connection, String statement, String time) throws SQLException {
        long removed = 0;
        try (PreparedStatement step = connection.prepareStatement(statement)) {
            step.setString(1, time);
            int rows;
            do {
                rows = step.executeUpdate();
                connection.commit();
                removed += rows;
            } while (rows > 0);
        }
        return removed;
    }
}
