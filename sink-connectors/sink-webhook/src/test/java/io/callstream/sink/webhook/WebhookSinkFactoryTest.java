package io.callstream.sink.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void onlyTheUrlIsNeeded() {
        assertThat(read(Map.of(), Map.of("GENERIC_LOGGER_ENDPOINT", "https://a.example/hook")))
                .isEqualTo(new WebhookSinkConfig(
                        new Target(URI.create("https://a.example/hook"), Map.of()),
                        Optional.empty(),
                        WebhookSinkConfig.Mode.BATCH,
                        HttpOptions.of(Duration.ofSeconds(10), false)));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, Object> all = Map.of(
                "url", "https://a.example/hook",
                "headers", Map.of("Authorization", "Bearer b"),
                "secret", "c",
                "mode", "single",
                "timeout", "2s",
                "gzip", "true");
        assertThat(read(all, Map.of()))
                .isEqualTo(new WebhookSinkConfig(
                        new Target(URI.create("https://a.example/hook"), Map.of("Authorization", "Bearer b")),
                        Optional.of(new Secret("c")),
                        WebhookSinkConfig.Mode.SINGLE,
                        HttpOptions.of(Duration.ofSeconds(2), true)));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(Map.of("mode", "both", "timeout", "0"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.webhook.url: is missing")
                .hasMessageContaining("callstream.sinks.webhook.mode")
                .hasMessageContaining("callstream.sinks.webhook.timeout");
    }

    private WebhookSinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.webhook", settings, problems);
        WebhookSinkConfig config =
                new WebhookSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
