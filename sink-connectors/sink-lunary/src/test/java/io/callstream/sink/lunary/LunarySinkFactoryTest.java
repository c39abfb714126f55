package io.callstream.sink.lunary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LunarySinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void theKeyIsAllThatIsNeeded() {
        LunarySinkConfig config = read(Map.of(), Map.of("LUNARY_PUBLIC_KEY", "k"));

        assertThat(config.target().uri()).hasToString("https://api.lunary.ai/v1/runs/ingest");
        assertThat(config.target().headers()).containsEntry("Authorization", "Bearer k");
    }

    @Test
    void anotherAddressMayBeGiven() {
        Map<String, String> environment = Map.of("LUNARY_APP_ID", "k", "LUNARY_API_URL", "http://lunary:3333/");

        assertThat(read(Map.of(), environment).target().uri()).hasToString("http://lunary:3333/v1/runs/ingest");
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(Map.of("timeout", "0", "surprise", "x"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.lunary.public_key")
                .hasMessageContaining("LUNARY_PUBLIC_KEY")
                .hasMessageContaining("callstream.sinks.lunary.timeout")
                .hasMessageContaining("callstream.sinks.lunary.surprise");
    }

    private LunarySinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.lunary", settings, problems);
        LunarySinkConfig config =
                new LunarySinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
