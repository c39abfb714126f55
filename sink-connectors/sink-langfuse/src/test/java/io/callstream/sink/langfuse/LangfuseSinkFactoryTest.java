package io.callstream.sink.langfuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LangfuseSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void theKeysThatUsersHaveWillDo() {
        assertThat(read(Map.of(), Map.of("LANGFUSE_PUBLIC_KEY", "pk", "LANGFUSE_SECRET_KEY", "sk")))
                .isEqualTo(new LangfuseSinkConfig(
                        URI.create("https://cloud.langfuse.com"),
                        new LangfuseSinkConfig.Keys("pk", new Secret("sk")),
                        new LangfuseSinkConfig.Labels(Optional.empty(), Optional.empty(), Set.of()),
                        new Sample(1),
                        Duration.ofSeconds(10)));
        assertThat(read(
                                Map.of("public_key", "pk", "secret_key", "sk"),
                                Map.of("LANGFUSE_HOST", "http://localhost:3000"))
                        .baseUrl())
                .isEqualTo(URI.create("http://localhost:3000"));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, Object> all = Map.of(
                "base_url", "https://us.cloud.langfuse.com",
                "public_key", "pk",
                "secret_key", "sk",
                "environment", "staging",
                "release", "v7",
                "sample_rate", "0.5",
                "default_tags", List.of("cache_hit", "user_api_key_alias"),
                "timeout", "3s");
        assertThat(read(all, Map.of()))
                .isEqualTo(new LangfuseSinkConfig(
                        URI.create("https://us.cloud.langfuse.com"),
                        new LangfuseSinkConfig.Keys("pk", new Secret("sk")),
                        new LangfuseSinkConfig.Labels(
                                Optional.of("staging"),
                                Optional.of("v7"),
                                Set.of(DefaultTag.CACHE_HIT, DefaultTag.USER_API_KEY_ALIAS)),
                        new Sample(0.5),
                        Duration.ofSeconds(3)));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() ->
                        read(Map.of("environment", "Prod!", "default_tags", "weather", "sample_rate", "2"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("LANGFUSE_PUBLIC_KEY")
                .hasMessageContaining("LANGFUSE_SECRET_KEY")
                .hasMessageContaining("callstream.sinks.langfuse.environment")
                .hasMessageContaining("callstream.sinks.langfuse.default_tags: has 'weather'")
                .hasMessageContaining("callstream.sinks.langfuse.sample_rate");
    }

    private LangfuseSinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.langfuse", settings, problems);
        LangfuseSinkConfig config =
                new LangfuseSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
