package io.callstream.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void onlyTheDirectoryIsNeeded() {
        assertThat(read(Map.of("directory", "/var/events"), Map.of()))
                .isEqualTo(new FileSinkConfig(
                        Path.of("/var/events"),
                        FileSinkConfig.Format.JSONL,
                        new RotationRules(128L << 20, Duration.ofDays(1), false),
                        true));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, Object> all = Map.of(
                "directory",
                "/var/events",
                "format",
                "parquet",
                "rotate_bytes",
                "1MiB",
                "rotate_every",
                "0",
                "compress",
                "true",
                "fsync",
                "false");
        assertThat(read(all, Map.of()))
                .isEqualTo(new FileSinkConfig(
                        Path.of("/var/events"),
                        FileSinkConfig.Format.PARQUET,
                        new RotationRules(1L << 20, Duration.ZERO, true),
                        false));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(Map.of("rotate_bytes", "0", "compres", "true"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.file.directory: is missing")
                .hasMessageContaining("callstream.sinks.file.rotate_bytes")
                .hasMessageContaining("callstream.sinks.file.compres: is not a known setting");
    }

    private FileSinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.file", settings, problems);
        FileSinkConfig config = new FileSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
