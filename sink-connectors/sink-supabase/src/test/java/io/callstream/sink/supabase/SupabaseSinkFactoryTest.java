package io.callstream.sink.supabase;

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

class SupabaseSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void theEnvironmentWillDo() {
        assertThat(read(Map.of(), Map.of("SUPABASE_URL", "https://p.supabase.co", "SUPABASE_SERVICE_ROLE_KEY", "k")))
                .isEqualTo(new SupabaseSinkConfig(
                        project("https://p.supabase.co", "k", "public"),
                        true,
                        true,
                        HttpOptions.of(Duration.ofSeconds(10), false)));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, Object> all = Map.of(
                "url", "https://p.supabase.co",
                "key", "k",
                "schema", "telemetry",
                "content", "false",
                "chunks", "false",
                "timeout", "3s");
        assertThat(read(all, Map.of("SUPABASE_KEY", "another")))
                .isEqualTo(new SupabaseSinkConfig(
                        project("https://p.supabase.co", "k", "telemetry"),
                        false,
                        false,
                        HttpOptions.of(Duration.ofSeconds(3), false)));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(Map.of("timeout", "0"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.supabase.url")
                .hasMessageContaining("callstream.sinks.supabase.key")
                .hasMessageContaining("callstream.sinks.supabase.timeout");
    }

    private static Target project(String url, String key, String schema) {
        return new Target(
                URI.create(url), Map.of("apikey", key, "Authorization", "Bearer " + key, "Content-Profile", schema));
    }

    private SupabaseSinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.supabase", settings, problems);
        SupabaseSinkConfig config =
                new SupabaseSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
