package io.callstream.cli.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at what the postgres sink wrote. For one thread. */
final class Rows implements AutoCloseable {
    /** PostgreSQL's code for a table that does not exist. */
    private static final String NO_TABLE = "42P01";

    private static final List<String> TABLES = List.of("calls", "chunks");

    private final Connection connection;

    private Rows(Connection connection) {
        this.connection = connection;
    }

    /** @param url {@code postgresql://user:password@host:port/database} */
    static Rows in(String url) throws SQLException {
        return new Rows(DriverManager.getConnection(JdbcUrl.of(url)));
    }

    /** When the row of each ended call was written, by call id. */
    Map<String, Instant> ended(Collection<String> callIds) throws SQLException {
        Map<String, Instant> ended = new HashMap<>();
        query(
                "SELECT call_id, delivered_at FROM calls WHERE call_id = ANY (?) AND status <> 'started'",
                callIds,
                row -> ended.put(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()));
        return ended;
    }

    /** Rows of these calls by table. */
    Map<String, Integer> counts(Collection<String> callIds) throws SQLException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String table : TABLES) {
            query(
                    "SELECT count(*) FROM " + table + " WHERE call_id = ANY (?)",
                    callIds,
                    row -> counts.put(table, row.getInt(1)));
        }
        return counts;
    }

    /** The sink makes its tables when it starts; until then there are no rows. */
    private void query(String sql, Collection<String> callIds, EachRow each) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", callIds.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    each.take(row);
                }
            }
        } catch (SQLException e) {
            if (!NO_TABLE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private interface EachRow {
        void take(ResultSet row) throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
