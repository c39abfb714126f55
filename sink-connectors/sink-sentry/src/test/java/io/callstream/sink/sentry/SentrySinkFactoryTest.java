package io.callstream.sink.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentrySinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void theVariablesThatUsersHaveWillDo() {
        assertThat(read(
                        Map.of(),
                        Map.of(
                                "SENTRY_DSN", "https://abc@o1.ingest.us.sentry.io/42",
                                "SENTRY_API_SAMPLE_RATE", "0.25",
                                "SENTRY_RELEASE", "v1")))
                .isEqualTo(new SentrySinkConfig(
                        new Dsn(URI.create("https://o1.ingest.us.sentry.io/api/42/envelope/"), "abc"),
                        new SentrySinkConfig.Labels("production", Optional.of("v1")),
                        new SentrySinkConfig.Limits(0.25, 30, Duration.ZERO),
                        new SentrySinkConfig.Privacy(false, false),
                        Duration.ofSeconds(10)));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, Object> all = Map.of(
                "dsn", "https://abc@sentry.example/42",
                "environment", "staging",
                "release", "v2",
                "sample_rate", "0.5",
                "per_minute", "5",
                "wait_at_most", "10s",
                "content", "true",
                "send_default_pii", "true",
                "timeout", "2s");
        assertThat(read(all, Map.of()))
                .isEqualTo(new SentrySinkConfig(
                        new Dsn(URI.create("https://sentry.example/api/42/envelope/"), "abc"),
                        new SentrySinkConfig.Labels("staging", Optional.of("v2")),
                        new SentrySinkConfig.Limits(0.5, 5, Duration.ofSeconds(10)),
                        new SentrySinkConfig.Privacy(true, true),
                        Duration.ofSeconds(2)));
    }

    @Test
    void everyProblemIsNamedAtOnceWithoutTheDsn() {
        assertThatThrownBy(() -> read(
                        Map.of("dsn", "https://k3y@nowhere", "sample_rate", "1.5", "timeout", "0", "per_minute", "0"),
                        Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.sentry.dsn: is no DSN")
                .hasMessageContaining("callstream.sinks.sentry.sample_rate")
                .hasMessageContaining("callstream.sinks.sentry.per_minute")
                .hasMessageContaining("callstream.sinks.sentry.timeout")
                .hasMessageNotContaining("k3y");
    }

    @ParameterizedTest
    @CsvSource({
        "https://abc@sentry.io/1,https://sentry.io/api/1/envelope/",
        "https://abc:old-secret@sentry.io/1,https://sentry.io/api/1/envelope/",
        "http://abc@localhost:9000/behind/a/path/7,http://localhost:9000/behind/a/path/api/7/envelope/",
    })
    void addressesAreReadAsSentryGivesThem(String dsn, URI envelopes) {
        assertThat(Dsn.parse(dsn)).contains(new Dsn(envelopes, "abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "https://sentry.io/1", "https://abc@sentry.io", "ftp://abc@sentry.io/1", "https://abc@a b/1"
            })
    void otherTextsAreNone(String text) {
        assertThat(Dsn.parse(text)).isEmpty();
    }

    private SentrySinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.sentry", settings, problems);
        SentrySinkConfig config =
                new SentrySinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
