package io.callstream.sink.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlackSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void onlyTheWebhookIsNeeded() {
        assertThat(read(Map.of(), Map.of("SLACK_WEBHOOK_URL", "https://hooks.example/a")))
                .isEqualTo(new SlackSinkConfig(
                        new Target(URI.create("https://hooks.example/a"), Map.of()),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10)));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, Object> all = Map.of(
                "webhook_url", "https://hooks.example/b", "digest_every", "30s", "old_after", "1h", "timeout", "2s");
        assertThat(read(all, Map.of("SLACK_WEBHOOK_URL", "https://hooks.example/a")))
                .isEqualTo(new SlackSinkConfig(
                        new Target(URI.create("https://hooks.example/b"), Map.of()),
                        Duration.ofSeconds(30),
                        Duration.ofHours(1),
                        Duration.ofSeconds(2)));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(Map.of("digest_every", "10ms"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("SLACK_WEBHOOK_URL")
                .hasMessageContaining("callstream.sinks.slack.digest_every");
    }

    private SlackSinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.slack", settings, problems);
        SlackSinkConfig config =
                new SlackSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
