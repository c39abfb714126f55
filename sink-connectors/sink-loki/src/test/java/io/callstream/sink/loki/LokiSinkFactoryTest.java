package io.callstream.sink.loki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LokiSinkFactoryTest {
    private static final URI PUSH = URI.create("http://localhost:3100/loki/api/v1/push");

    private final Problems problems = new Problems();

    @Test
    void theAddressIsEnough() {
        LokiSinkConfig config = read(Map.of(), Map.of("LOKI_ADDR", "http://localhost:3100"));
        assertThat(config.target().uri()).isEqualTo(PUSH);
        assertThat(config.target().headers()).isEmpty();
        assertThat(config.longestLine()).isEqualTo(262_144);
        assertThat(new LokiSinkFactory().batching(config).maxAge()).isBetween(Duration.ofDays(6), Duration.ofDays(7));
    }

    @Test
    void everyKeyIsRead() {
        LokiSinkConfig config = read(
                Map.of(
                        "url", "http://localhost:3100/loki/api/v1/push",
                        "bearer_token", "token",
                        "tenant", "a",
                        "labels", Map.of("env", "prod"),
                        "label_columns", List.of("kind"),
                        "metadata", List.of("call_id"),
                        "max_line", "1MiB",
                        "timeout", "3s"),
                Map.of());
        assertThat(config.target().uri()).isEqualTo(PUSH);
        assertThat(config.target().headers()).isEqualTo(Map.of("Authorization", "Bearer token", "X-Scope-OrgID", "a"));
        assertThat(config.labels()).isEqualTo(new StreamLabels(Map.of("env", "prod"), List.of("kind")));
        assertThat(config.metadata()).containsExactly("call_id");
        assertThat(config.longestLine()).isEqualTo(1 << 20);
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(
                        Map.of(
                                "username", "u",
                                "bearer_token", "token",
                                "labels", Map.of("a-b", "c"),
                                "label_columns", List.of("request_body"),
                                "metadata", List.of("weather")),
                        Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("LOKI_URL")
                .hasMessageContaining("callstream.sinks.loki.username: and password go together")
                .hasMessageContaining("callstream.sinks.loki.bearer_token")
                .hasMessageContaining("callstream.sinks.loki.labels: has 'a-b'")
                .hasMessageContaining("callstream.sinks.loki.label_columns: has 'request_body'")
                .hasMessageContaining("callstream.sinks.loki.metadata: has 'weather'");
    }

    @Test
    void aStreamNeedsALabel() {
        assertThatThrownBy(() -> read(
                        Map.of("url", "http://localhost", "labels", Map.of(), "label_columns", List.of()), Map.of()))
                .hasMessageContaining("callstream.sinks.loki.labels");
    }

    private LokiSinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.loki", settings, problems);
        LokiSinkConfig config = new LokiSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
