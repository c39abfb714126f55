package io.callstream.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkConfigException;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkMetrics;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    private static final List<CallEvent> ONE = List.of(Fixtures.success(0));
    private static final List<CallEvent> OTHER = List.of(Fixtures.success(2));

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T12:00:00Z"));

    @Test
    void halfALineOfACrashIsCutOff() throws Exception {
        deliverOnce(config(1 << 20, false), ONE);
        Files.writeString(journal(), "{\"kind\":\"succ", StandardOpenOption.APPEND);
        deliverOnce(config(1 << 20, false), OTHER);
        assertThat(Files.readAllLines(journal()))
                .hasSize(2)
                .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    @Test
    void aFileThatIsAllOneHalfLineStartsAnew() throws Exception {
        Files.writeString(journal(), "x".repeat(200_000));
        deliverOnce(config(1 << 20, false), ONE);
        assertThat(Files.readAllLines(journal())).hasSize(1);
    }

    @Test
    void aFullFileIsPutAsideUnderItsTime() throws Exception {
        try (Sink sink = open(config(1, false))) {
            assertThat(sink.deliver(ONE)).isEqualTo(Delivery.delivered());
            assertThat(sink.deliver(OTHER)).isEqualTo(Delivery.delivered());
            assertThat(sink.deliver(ONE)).isEqualTo(Delivery.delivered());
        }
        assertThat(names())
                .contains("events.jsonl", "events-20261120T120000.000Z.jsonl", "events-20261120T120000.000Z-1.jsonl");
    }

    @Test
    void anOldFileIsPutAside() throws Exception {
        try (Sink sink = open(config(1 << 20, false))) {
            sink.deliver(ONE);
            clock.advance(Duration.ofHours(2));
            sink.deliver(OTHER);
        }
        assertThat(names()).contains("events.jsonl", "events-20261120T140000.000Z.jsonl");
    }

    @Test
    void filesPutAsideAreCompressedWhole() throws Exception {
        try (Sink sink = open(config(1, true))) {
            sink.deliver(ONE);
            sink.deliver(OTHER);
        }
        Path compressed = directory.resolve("events-20261120T120000.000Z.jsonl.gz");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
            assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains(ONE.get(0).eventId())
                    .endsWith("}\n");
        }
        assertThat(names()).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void aSecondProcessIsRefused() throws Exception {
        try (Sink first = open(config(1 << 20, false))) {
            assertThat(first.deliver(ONE)).isEqualTo(Delivery.delivered());
            assertThatThrownBy(() -> open(config(1 << 20, false)))
                    .isInstanceOf(SinkConfigException.class)
                    .hasMessageContaining(directory.toString());
        }
    }

    @Test
    void anInterruptedDeliveryIsRepeatedWithoutHalfALine() throws Exception {
        try (Sink sink = open(config(1 << 20, false))) {
            Thread.currentThread().interrupt();
            assertThat(sink.deliver(ONE)).isInstanceOf(Delivery.RetryAfter.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(sink.deliver(ONE)).isEqualTo(Delivery.delivered());
        }
        assertThat(Files.readAllLines(journal())).hasSize(1);
    }

    private void deliverOnce(FileSinkConfig config, List<CallEvent> batch) throws Exception {
        try (Sink sink = open(config)) {
            assertThat(sink.deliver(batch)).isEqualTo(Delivery.delivered());
        }
    }

    private Sink open(FileSinkConfig config) {
        return new FileSinkFactory()
                .create(config, new SinkContext("file", clock, new Random(1), SinkMetrics.none(), directory));
    }

    private FileSinkConfig config(long rotateBytes, boolean compress) {
        return new FileSinkConfig(
                directory,
                FileSinkConfig.Format.JSONL,
                new RotationRules(rotateBytes, Duration.ofHours(1), compress),
                true);
    }

    private Path journal() {
        return directory.resolve("events.jsonl");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
