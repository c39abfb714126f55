package io.callstream.benchmarks.load;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;

/**
 * Prints what the postgres sink made of the calls since a time: how many rows tell of an end, milliseconds from the end to the
 * row, and rows a second from the first written to the last. {@code --database postgresql://USER:PASSWORD@HOST:PORT/NAME --since INSTANT}
 */
public final class CountRows {
    private static final String QUERY = """
            SELECT count(*),
                   coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY delay), 0),
                   coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY delay), 0),
                   coalesce(max(delay), 0),
                   coalesce(extract(epoch FROM max(delivered_at) - min(delivered_at)), 0)
            FROM (SELECT delivered_at, extract(epoch FROM delivered_at - event_time) * 1000 AS delay
                  FROM calls WHERE started_at >= ? AND status <> 'started') ended
            """;

    private CountRows() {}

    public static void main(String[] args) throws SQLException {
        Options options = new Options(args);
        try (Connection connection = connect(URI.create(options.text("--database")));
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setTimestamp(1, Timestamp.from(Instant.parse(options.text("--since"))));
            try (ResultSet found = query.executeQuery()) {
                found.next();
                long rows = found.getLong(1);
                double seconds = found.getDouble(5);
                System.out.printf(
                        Locale.ROOT,
                        "rows=%d p50=%.0f p99=%.0f max=%.0f rate=%.0f%n",
                        rows,
                        found.getDouble(2),
                        found.getDouble(3),
                        found.getDouble(4),
                        seconds > 0 ? rows / seconds : 0);
            }
        }
    }

    private static Connection connect(URI database) throws SQLException {
        String[] login = database.getUserInfo().split(":", 2);
        String url = "jdbc:postgresql://" + database.getHost() + ":" + database.getPort() + database.getPath();
        return DriverManager.getConnection(url, login[0], login[1]);
    }
}
