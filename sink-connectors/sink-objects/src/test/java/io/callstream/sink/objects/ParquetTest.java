package io.callstream.sink.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files as DuckDB reads it. */
class ParquetTest {
    @TempDir
    Path directory;

    @Test
    void everyEventIsARowUnderItsDay() throws Exception {
        List<CallEvent> batch = Fixtures.stories(200);
        store(batch, true);
        assertThat(query("SELECT count(*), count(DISTINCT event_id), min(date) FROM read_parquet('" + directory
                        + "/*/*/*.parquet', hive_partitioning = true, union_by_name = true)"))
                .containsExactly(batch.size() + "|" + batch.size() + "|2026-11-20");
    }

    @Test
    void columnsHaveTheirTypes() throws Exception {
        store(List.of(Fixtures.success(0)), true);
        String file = "read_parquet('" + directory + "/success/*/*.parquet')";
        assertThat(query("SELECT tags[2], metadata['feature'], attempts[1].deployment_id, cost_nano_usd + 1,"
                        + " parent_span_id IS NULL, stream FROM " + file))
                .containsExactly("plain|greeting|deployment-1|5401|true|false");
        assertThat(query("SELECT response_body, epoch_ms(event_time), epoch_ms(attempts[1].started_at) FROM " + file))
                .singleElement()
                .asString()
                .startsWith("{")
                .contains("Grüezi from Zürich")
                .endsWith("|1795176000812|1795176000000");
    }

    @Test
    void contentCanBeLeftOut() throws Exception {
        store(Fixtures.stories(20), false);
        assertThat(query(
                        "SELECT count(request_body), count(response_body), count(cost_nano_usd) > 0 FROM read_parquet('"
                                + directory + "/success/*/*.parquet')"))
                .containsExactly("0|0|true");
    }

    private void store(List<CallEvent> batch, boolean content) throws IOException {
        Encoding parquet = new Parquet(content);
        for (EventObject object : EventObject.split(batch, parquet.suffix())) {
            Path file = directory.resolve(object.name());
            Files.createDirectories(file.getParent());
            byte[] bytes = parquet.encode(object.events());
            Files.write(file, bytes);
            assertThat(parquet.encode(object.events())).as("the same events").isEqualTo(bytes);
        }
    }

    private static List<String> query(String sql) throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(rows.getString(column));
                }
                found.add(String.join("|", row));
            }
            return found;
        }
    }
}
