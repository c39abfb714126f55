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
import java.util.List;
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
                        List.of(),
                        new Signing(Optional.empty(), Signing.Scheme.CALLSTREAM),
                        new WebhookSinkConfig.Shape(WebhookSinkConfig.Mode.BATCH, WebhookSinkConfig.PayloadKind.EVENT),
                        HttpOptions.of(Duration.ofSeconds(10), false)));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, Object> all = Map.of(
                "url", "https://a.example/hook",
                "headers", Map.of("Authorization", "Bearer b", "X-Team", "{team_id}"),
                "secret", "whsec_YWJj",
                "signature", "standard_webhooks",
                "payload", "standard_logging_payload",
                "mode", "single",
                "timeout", "2s",
                "gzip", "true");
        assertThat(read(all, Map.of()))
                .isEqualTo(new WebhookSinkConfig(
                        new Target(URI.create("https://a.example/hook"), Map.of("Authorization", "Bearer b")),
                        List.of(new HeaderTemplate("X-Team", "{team_id}")),
                        new Signing(Optional.of(new Secret("whsec_YWJj")), Signing.Scheme.STANDARD_WEBHOOKS),
                        new WebhookSinkConfig.Shape(
                                WebhookSinkConfig.Mode.SINGLE, WebhookSinkConfig.PayloadKind.STANDARD_LOGGING_PAYLOAD),
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

    @Test
    void headersThatCannotBeSentAreNamedWithoutTheirValues() {
        Map<String, Object> wrong = Map.of(
                "url",
                "https://a.example/hook",
                "secret",
                "s3cr3t",
                "signature",
                "standard_webhooks",
                "headers",
                Map.of(
                        "Host", "h1dden",
                        "X Y", "h1dden",
                        "X-Broken", "h1dden\n",
                        "X-Body", "{request_body}",
                        "X-Call", "{call_id}"));
        assertThatThrownBy(() -> read(wrong, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("'Host' cannot be set")
                .hasMessageContaining("'X Y' cannot be set")
                .hasMessageContaining("'X-Broken' has characters")
                .hasMessageContaining("'X-Body' names [request_body]")
                .hasMessageContaining("'X-Call' says something of one event, which needs mode: single")
                .hasMessageContaining("callstream.sinks.webhook.secret")
                .hasMessageNotContaining("h1dden")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void headersOfLitellmsVariableAreRead() {
        Map<String, String> environment = Map.of(
                "GENERIC_LOGGER_ENDPOINT", "https://a.example/hook",
                "GENERIC_LOGGER_HEADERS", "Authorization=Bearer a=b, X-One=1");
        assertThat(read(Map.of(), environment).target().headers())
                .containsOnly(Map.entry("Authorization", "Bearer a=b"), Map.entry("X-One", "1"));
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
