package io.callstream.sink.helicone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeliconeSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void theKeyIsAllThatIsNeeded() {
        HeliconeSinkConfig config = read(Map.of(), Map.of("HELICONE_API_KEY", "sk-h"));

        assertThat(config.target().uri()).hasToString("https://api.worker.helicone.ai/custom/v1/log");
        assertThat(config.target().headers()).containsEntry("Authorization", "Bearer sk-h");
    }

    @Test
    void aBaseOrAWholeAddressMayBeGiven() {
        Map<String, String> environment =
                Map.of("HELICONE_API_KEY", "sk-h", "HELICONE_API_BASE", "http://jawn:8585/v1/trace/");

        assertThat(read(Map.of(), environment).target().uri()).hasToString("http://jawn:8585/v1/trace/custom/v1/log");
        assertThat(read(Map.of("url", "http://other/log"), environment).target().uri())
                .hasToString("http://other/log");
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(Map.of("timeout", "0", "surprise", "x"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.helicone.api_key")
                .hasMessageContaining("HELICONE_API_KEY")
                .hasMessageContaining("callstream.sinks.helicone.timeout")
                .hasMessageContaining("callstream.sinks.helicone.surprise");
    }

    private HeliconeSinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.helicone", settings, problems);
        HeliconeSinkConfig config =
                new HeliconeSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
