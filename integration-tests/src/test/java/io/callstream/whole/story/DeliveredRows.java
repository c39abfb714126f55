package io.callstream.whole.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.whole.backend.Backends.DatabaseLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What sinks wrote, as JSON by id. */
public final class DeliveredRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeliveredRows() {}

    /** The rows of table {@code calls} whose call has ended, by call id; none before the table is made. */
    public static Map<String, JsonNode> endedCalls(DatabaseLogin login) {
        Map<String, JsonNode> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password());
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT call_id, to_jsonb(calls)::text FROM calls WHERE status <> 'started'")) {
            while (found.next()) {
                rows.put(found.getString(1), parse(found.getString(2)));
            }
            return rows;
        } catch (SQLException notYet) {
            return Map.of();
        }
    }

    /** The lines of the file sink, in their order. */
    public static List<JsonNode> lines(Path directory) {
        Path file = directory.resolve("events.jsonl");
        if (Files.notExists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(DeliveredRows::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
