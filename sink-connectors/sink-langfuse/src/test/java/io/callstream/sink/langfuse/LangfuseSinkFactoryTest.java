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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LangfuseSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void theKeysThatUsersHaveWillDo() {
        assertThat(read(Map.of(), Map.of("LANGFUSE_PUBLIC_KEY", "pk", "LANGFUSE_SECRET_KEY", "sk")))
                .isEqualTo(new LangfuseSinkConfig(
                        URI.create("https://cloud.langfuse.com"),
                        "pk",
                        new Secret("sk"),
                        new LangfuseSinkConfig.Labels(Optional.empty(), Optional.empty()),
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
                "timeout", "3s");
        assertThat(read(all, Map.of()))
                .isEqualTo(new LangfuseSinkConfig(
                        URI.create("https://us.cloud.langfuse.com"),
                        "pk",
                        new Secret("sk"),
                        new LangfuseSinkConfig.Labels(Optional.of("staging"), Optional.of("v7")),
                        Duration.ofSeconds(3)));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(Map.of("environment", "Prod!"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("LANGFUSE_PUBLIC_KEY")
                .hasMessageContaining("LANGFUSE_SECRET_KEY")
                .hasMessageContaining("callstream.sinks.langfuse.environment");
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
