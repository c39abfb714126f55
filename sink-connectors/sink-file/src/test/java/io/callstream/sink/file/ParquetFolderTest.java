package io.callstream.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFolderTest {
    @TempDir
    Path directory;

    @Test
    void aBatchBecomesFilesByKindAndDayOnce() throws IOException {
        List<CallEvent> batch = Fixtures.stories(6);
        try (OpenSink<FileSinkConfig> sink = open()) {
            sink.deliverAll(batch);
            Map<String, String> once = files();
            assertThat(once.keySet().stream().map(name -> name.replaceAll("[0-9a-f]{32}", "name")))
                    .containsExactly(
                            "chunk/date=2026-11-20/name.parquet",
                            "failure/date=2026-11-20/name.parquet",
                            "pre-call/date=2026-11-20/name.parquet",
                            "success/date=2026-11-20/name.parquet");
            sink.deliverAll(batch);
            assertThat(files()).isEqualTo(once);
        }
    }

    @Test
    void aFullOrReadOnlyDiskIsWaitedForAndAClosedSinkTakesNothing() throws IOException {
        OpenSink<FileSinkConfig> sink = open();
        Files.createDirectories(directory.resolve("out"));
        Files.writeString(directory.resolve("out/success"), "a file where a folder must be");
        assertThat(sink.deliver(List.of(Fixtures.success(0)))).isInstanceOf(Delivery.RetryAfter.class);
        Files.delete(directory.resolve("out/success"));
        sink.deliverAll(List.of(Fixtures.success(0)));
        sink.close();
        assertThat(sink.deliver(List.of(Fixtures.success(2)))).isEqualTo(Delivery.retry("closed"));
        assertThat(files()).hasSize(1);
    }

    private OpenSink<FileSinkConfig> open() {
        return OpenSink.of(FileHarness.with(directory.resolve("out"), Map.of("format", "parquet")), directory);
    }

    private SortedMap<String, String> files() throws IOException {
        Path out = directory.resolve("out");
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return files;
    }
}
