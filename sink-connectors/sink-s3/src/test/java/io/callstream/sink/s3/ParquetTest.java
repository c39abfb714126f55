package io.callstream.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sink stores, as DuckDB reads it. */
class ParquetTest {
    @TempDir
    Path directory;

    @Test
    void everyEventIsARowUnderItsDay() throws Exception {
        List<CallEvent> batch = Fixtures.stories(200);
        store(batch, Map.of());
        assertThat(query("SELECT count(*), count(DISTINCT event_id), min(date) FROM read_parquet('" + directory
                        + "/raw/llm calls/*/*/*.parquet', hive_partitioning = true, union_by_name = true)"))
                .containsExactly(batch.size() + "|" + batch.size() + "|2026-11-20");
    }

    @Test
    void columnsHaveTheirTypes() throws Exception {
        store(List.of(Fixtures.success(0)), Map.of());
        String file = "read_parquet('" + directory + "/raw/llm calls/success/*/*.parquet')";
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
        store(Fixtures.stories(20), Map.of("content", "false"));
        assertThat(query(
                        "SELECT count(request_body), count(response_body), count(cost_nano_usd) > 0 FROM read_parquet('"
                                + directory + "/raw/llm calls/success/*/*.parquet')"))
                .containsExactly("0|0|true");
    }

    private void store(List<CallEvent> batch, Map<String, Object> more) throws IOException {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("format", "parquet");
        settings.put("timeout", "20s");
        try (S3Harness harness = S3Harness.with(settings);
                OpenSink<S3SinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(batch);
            Map<String, byte[]> once = harness.store().objects();
            sink.deliverAll(batch);
            assertThat(harness.store().objects()).containsExactlyEntriesOf(once);
            for (Map.Entry<String, byte[]> object : once.entrySet()) {
                Path file = directory.resolve(object.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, object.getValue());
            }
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
