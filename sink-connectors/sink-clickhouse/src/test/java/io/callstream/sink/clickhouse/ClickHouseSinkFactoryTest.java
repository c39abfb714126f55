package io.callstream.sink.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClickHouseSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void theEnvironmentWillDo() {
        Map<String, String> environment = Map.of(
                "CLICKHOUSE_URL", "http://ch:8123",
                "CLICKHOUSE_USER", "ada",
                "CLICKHOUSE_PASSWORD", "secret",
                "CLICKHOUSE_DATABASE", "telemetry");
        assertThat(read(Map.of(), environment))
                .isEqualTo(new ClickHouseSinkConfig(
                        new Target(
                                URI.create("http://ch:8123/?wait_end_of_query=1&max_execution_time=30"),
                                Map.of("X-ClickHouse-User", "ada", "X-ClickHouse-Key", "secret")),
                        "telemetry",
                        true,
                        true,
                        HttpOptions.of(Duration.ofSeconds(30), true)));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, Object> all = Map.of(
                "url", "https://bob:p%40ss+word@ch.example/proxy",
                "database", "calls",
                "migrate", "false",
                "content", "false",
                "gzip", "false",
                "timeout", "5s");
        assertThat(read(all, Map.of()))
                .isEqualTo(new ClickHouseSinkConfig(
                        new Target(
                                URI.create("https://ch.example/proxy?wait_end_of_query=1&max_execution_time=5"),
                                Map.of("X-ClickHouse-User", "bob", "X-ClickHouse-Key", "p@ss+word")),
                        "calls",
                        false,
                        false,
                        HttpOptions.of(Duration.ofSeconds(5), false)));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(Map.of("database", "a; DROP", "timeout", "0"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.clickhouse.url")
                .hasMessageContaining("callstream.sinks.clickhouse.database")
                .hasMessageContaining("callstream.sinks.clickhouse.timeout");
    }

    private ClickHouseSinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.clickhouse", settings, problems);
        ClickHouseSinkConfig config =
                new ClickHouseSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
