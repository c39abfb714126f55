package io.callstream.sink.honeyhive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoneyHiveSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void theGuidesVariablesAreRead() {
        HoneyHiveSinkConfig config = read(
                Map.of(),
                Map.of(
                        "HONEYHIVE_API_KEY", "hh",
                        "HONEYHIVE_PROJECT", "p",
                        "HONEYHIVE_ENVIRONMENT", "staging",
                        "HONEYHIVE_API_URL", "https://api.dp1.us.honeyhive.ai/",
                        "HONEYHIVE_CAPTURE_CONTENT", "false",
                        "HONEYHIVE_CAPTURE_HEADERS", "TRUE",
                        "HONEYHIVE_CAPTURE_RAW", "1",
                        "HONEYHIVE_DEBUG", "true"));

        assertThat(config.target().uri()).hasToString("https://api.dp1.us.honeyhive.ai/v1/events/batch");
        assertThat(config.target().headers()).containsEntry("Authorization", "Bearer hh");
        assertThat(config.labels()).isEqualTo(new HoneyHiveSinkConfig.Labels(Optional.of("p"), "staging", Map.of()));
        assertThat(config.capture()).isEqualTo(new HoneyHiveSinkConfig.Capture(false, true, true));
        assertThat(config.debug()).isTrue();
    }

    @Test
    void theKeyIsAllThatIsNeeded() {
        HoneyHiveSinkConfig config = read(Map.of(), Map.of("HH_API_KEY", "hh"));

        assertThat(config.target().uri()).hasToString("https://api.honeyhive.ai/v1/events/batch");
        assertThat(config.labels().environment()).isEqualTo("production");
        assertThat(config.capture()).isEqualTo(new HoneyHiveSinkConfig.Capture(true, false, false));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(Map.of("capture_headers", "perhaps", "surprise", "x"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.honeyhive.api_key")
                .hasMessageContaining("HONEYHIVE_API_KEY")
                .hasMessageContaining("callstream.sinks.honeyhive.capture_headers: is 'perhaps'")
                .hasMessageContaining("callstream.sinks.honeyhive.surprise");
    }

    private HoneyHiveSinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.honeyhive", settings, problems);
        HoneyHiveSinkConfig config =
                new HoneyHiveSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
