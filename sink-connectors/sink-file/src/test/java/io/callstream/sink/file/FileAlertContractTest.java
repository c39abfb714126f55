package io.callstream.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.testkit.AlertContractTest;
import io.callstream.sink.testkit.AlertHarness;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenAlertSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAlertContractTest extends AlertContractTest<FileSinkConfig> {
    @TempDir
    Path folder;

    @Override
    protected AlertHarness<FileSinkConfig> newHarness() {
        return new FileHarness();
    }

    @Test
    void theyAreLinesInFilesOfTheirOwn() throws IOException {
        FileHarness parquet = FileHarness.with(folder.resolve("to"), Map.of("format", "parquet", "rotate_bytes", "1"));
        try (OpenAlertSink sink = OpenAlertSink.of(parquet, folder.resolve("own"))) {
            sink.deliverAll(List.of(Fixtures.firing(1)));
            sink.deliverAll(List.of(Fixtures.resolved(1)));
        }
        try (var files = Files.list(folder.resolve("to"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jsonl")))
                    .hasSize(2)
                    .contains("alerts.jsonl")
                    .allMatch(name -> name.matches("alerts(-\\d{8}T\\d{6}\\.\\d{3}Z)?\\.jsonl"));
        }
        assertThat(Files.readString(folder.resolve("to/alerts.jsonl")))
                .startsWith("{\"type\":\"alert\",\"event_id\":\"slow:model=model-1:");
    }
}
