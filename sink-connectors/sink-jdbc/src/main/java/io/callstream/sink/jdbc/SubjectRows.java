package io.callstream.sink.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Removes the rows of some calls in steps, each a transaction of its own, so that no step holds locks for long or outlasts a timeout.
 * The chunks of a call go before the call's row, by which they are found: what was begun is found again.
 *
 * @param find gives ids of calls; its parameters all are the subject; at most {@link #PAGE} rows
 * @param steps by table, in this order; each removes at most some thousands of rows of the calls whose ids stand in its one {@code IN}
 *     list, written {@link #IDS}
 */
public record SubjectRows(String find, Map<String, String> steps) {
    /** Stands for the list of ids in a statement. */
    public static final String IDS = "(:ids)";
    /** The state of a role that lacks a right; a policy or a trigger keeps rows without a word. */
    private static final String NOT_ALLOWED = "42501";

    /** Calls that are removed together. */
    public static final int PAGE = 200;

    /** @param removed counts rows by table, also of steps before one that fails */
    public void removeOf(Connection connection, String subject, Map<String, Long> removed) throws SQLException {
        List<String> page = find(connection, subject);
        while (!page.isEmpty()) {
            remove(connection, page, removed);
            List<String> next = find(connection, subject);
            if (next.equals(page)) {
                throw new SQLException("rows stay that were to be removed", NOT_ALLOWED);
            }
            page = next;
        }
    }

    /** As {@link #removeOf}, of calls that are known. */
    public void remove(Connection connection, List<String> calls, Map<String, Long> removed) throws SQLException {
        for (Map.Entry<String, String> step : steps.entrySet()) {
            String marks = "(" + String.join(", ", Collections.nCopies(calls.size(), "?")) + ")";
            try (PreparedStatement statement =
                    connection.prepareStatement(step.getValue().replace(IDS, marks))) {
                for (int at = 0; at < calls.size(); at++) {
                    statement.setString(at + 1, calls.get(at));
                }
                long rows;
                do {
                    rows = statement.executeUpdate();
                    connection.commit();
                    removed.merge(step.getKey(), rows, Long::sum);
                } while (rows > 0);
            }
        }
    }

    private List<String> find(Connection connection, String subject) throws SQLException {
        List<String> calls = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(find)) {
            int parameters =
                    (int) find.chars().filter(character -> character == '?').count();
            for (int at = 1; at <= parameters; at++) {
                statement.setString(at, subject);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    calls.add(rows.getString(1));
                }
            }
        }
        connection.commit();
        return calls;
    }
}
