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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlackSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void onlyTheWebhookIsNeeded() {
        assertThat(read(Map.of(), Map.of("SLACK_WEBHOOK_URL", "https://hooks.example/a")))
                .isEqualTo(new SlackSinkConfig(
                        new Target(URI.create("https://hooks.example/a"), Map.of()),
                        new SlackSinkConfig.Alerts(
                                EnumSet.allOf(AlertType.class), Duration.ofMinutes(5), Optional.empty()),
                        new SlackSinkConfig.Outages(5, 10, Duration.ofMinutes(1)),
                        new SlackSinkConfig.Pace(Duration.ofSeconds(60), Duration.ofMinutes(5)),
                        Optional.empty(),
                        Duration.ofSeconds(10)));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, Object> all = Map.ofEntries(
                Map.entry("webhook_url", "https://hooks.example/b"),
                Map.entry("alert_types", List.of("llm_too_slow", "outage_alerts")),
                Map.entry("alerting_threshold", "20s"),
                Map.entry("mention", "<!here>"),
                Map.entry("minor_outage_alert_threshold", "2"),
                Map.entry("major_outage_alert_threshold", "3"),
                Map.entry("outage_alert_ttl", "90s"),
                Map.entry("digest_every", "30s"),
                Map.entry("old_after", "1h"),
                Map.entry("call_url", "https://look.example/{call_id}"),
                Map.entry("timeout", "2s"));
        assertThat(read(all, Map.of("SLACK_WEBHOOK_URL", "https://hooks.example/a")))
                .isEqualTo(new SlackSinkConfig(
                        new Target(URI.create("https://hooks.example/b"), Map.of()),
                        new SlackSinkConfig.Alerts(
                                EnumSet.of(AlertType.LLM_TOO_SLOW, AlertType.OUTAGE_ALERTS),
                                Duration.ofSeconds(20),
                                Optional.of("<!here>")),
                        new SlackSinkConfig.Outages(2, 3, Duration.ofSeconds(90)),
                        new SlackSinkConfig.Pace(Duration.ofSeconds(30), Duration.ofHours(1)),
                        Optional.of("https://look.example/{call_id}"),
                        Duration.ofSeconds(2)));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        Map<String, Object> wrong = Map.of(
                "digest_every", "10ms",
                "alert_types", "budget_alerts",
                "mention", "everybody",
                "call_url", "https://look.example/",
                "minor_outage_alert_threshold", "9",
                "major_outage_alert_threshold", "3");
        assertThatThrownBy(() -> read(wrong, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("SLACK_WEBHOOK_URL")
                .hasMessageContaining("call_url: is no address of a call")
                .hasMessageContaining("callstream.sinks.slack.digest_every")
                .hasMessageContaining("callstream.sinks.slack.alert_types: has 'budget_alerts'")
                .hasMessageContaining("callstream.sinks.slack.mention")
                .hasMessageContaining("callstream.sinks.slack.major_outage_alert_threshold");
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
