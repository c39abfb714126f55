package io.callstream.analytics.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.analytics.call.CallSettings;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.KeyReference;
import io.callstream.settings.Problems;
import io.callstream.settings.Secret;
import io.callstream.testing.docs.GeneratedPart;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalyticsConfigTest {
    private final Problems problems = new Problems();

    @Test
    void whatIsNotSaidHasADefault() {
        AnalyticsConfig config = read("");

        assertThat(problems.found()).isEmpty();
        assertThat(config.analytics())
                .isEqualTo(new AnalyticsSettings(
                        1,
                        0,
                        "1",
                        Optional.empty(),
                        Duration.ofDays(8),
                        Duration.ofDays(2),
                        new CallSettings(Duration.ofMinutes(15), Duration.ofSeconds(10), Duration.ofHours(24))));
        assertThat(config.api()).isEqualTo(new ApiSettings(List.of(), List.of(), Optional.empty()));
        assertThat(config.rules().isEmpty()).isTrue();
    }

    @Test
    void everyKeyIsRead() {
        AnalyticsConfig config = read("""
                general_settings: {master_key: sk-master}
                callstream:
                  analytics:
                    enabled: false
                    threads: 2
                    standby_replicas: 1
                    ledger: "2026-12"
                    prices: prices.json
                    remember_ids: 20d
                    keep_windows: 7d
                    orphan_after: 1h
                    chunk_grace: 1s
                    keep_calls: 2h
                    api_keys: [sk-a, sk-b]
                    health_hosts: [analytics.example.com]
                    advertise: analytics-1:4200
                    sink_health: {postgres: "http://sink-postgres:4100/health"}
                """);

        assertThat(problems.found()).isEmpty();
        assertThat(config.analytics())
                .isEqualTo(new AnalyticsSettings(
                        2,
                        1,
                        "2026-12",
                        Optional.of(Path.of("prices.json")),
                        Duration.ofDays(20),
                        Duration.ofDays(7),
                        new CallSettings(Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofHours(2))));
        assertThat(config.api().keys()).containsExactly(new Secret("sk-a"), new Secret("sk-b"));
        assertThat(config.api().hosts()).containsExactly("analytics.example.com");
        assertThat(config.api().advertise()).contains("analytics-1:4200");
        assertThat(config.sinkPages()).isEqualTo(Map.of("postgres", URI.create("http://sink-postgres:4100/health")));
    }

    @Test
    void theMasterKeyOpensTheApiWhereNoOtherIsNamed() {
        assertThat(read("general_settings: {master_key: sk-master}\n").api().keys())
                .containsExactly(new Secret("sk-master"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{orphan_afer: 5m}      | callstream.analytics.orphan_afer: is not a known setting",
                "{threads: 0}           | callstream.analytics.threads: is 0",
                "{chunk_grace: 1ms}     | callstream.analytics.chunk_grace: is 1ms (expected at least 100ms)",
                "{ledger: \"a b\"}      | callstream.analytics.ledger: is 'a b'",
                "{advertise: somewhere} | callstream.analytics.advertise: is 'somewhere' (expected host:port)",
                "{sink_health: {a: b}}  | callstream.analytics.sink_health.a: is no address"
            })
    void whatIsWrongIsNamedWithItsKey(String analytics, String says) {
        read("callstream: {analytics: " + analytics + "}\n");

        assertThat(problems.found()).hasSize(1).first().asString().startsWith(says);
    }

    @Test
    void theGuidesTableIsWhatTheStatementsSay() {
        String rows = KeyReference.rows(
                "callstream.analytics", AnalyticsSettings.class, ApiSettings.class, AnalyticsConfig.class);

        GeneratedPart.check(
                Path.of("..", "docs", "guides", "analytics.md"),
                "the settings of analytics",
                "\n| key | default | what it does |\n|---|---|---|\n" + rows + "\n");
    }

    private AnalyticsConfig read(String yaml) {
        return AnalyticsConfig.read(new ConfigFile(Environment.of(Map.of())).parse(yaml, "test", problems));
    }
}
