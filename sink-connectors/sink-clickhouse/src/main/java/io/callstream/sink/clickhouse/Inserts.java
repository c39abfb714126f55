package io.callstream.sink.clickhouse;

import io.callstream.sink.rows.CallRows;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that store rows. They name their columns, so that a table without one of them is told apart from a bad
 * value; they name the batch, so that the server drops one that it has stored lately.
 */
final class Inserts {
    /** Rows are stored when the answer comes: the server's own gathering would answer before, or wait. */
    private static final String SETTINGS = " SETTINGS async_insert = 0, date_time_input_format = 'best_effort',"
            + " insert_deduplicate = 1, insert_deduplication_token = '";

    private final String calls;
    private final String chunks;

    Inserts(String database) {
        this.calls = insert(
                database + ".calls",
                Stream.concat(Stream.of("status", "stage"), CallRows.callColumns().keySet().stream()));
        this.chunks = insert(database + ".chunks", CallRows.chunkColumns().keySet().stream());
    }

    /** @param token letters and digits that name the rows */
    String calls(String token) {
        return calls + SETTINGS + token + "' FORMAT JSONEachRow";
    }

    String chunks(String token) {
        return chunks + SETTINGS + token + "' FORMAT JSONEachRow";
    }

    private static String insert(String table, Stream<String> columns) {
        return "INSERT INTO " + table + columns.collect(Collectors.joining(", ", " (", ")"));
    }
}
