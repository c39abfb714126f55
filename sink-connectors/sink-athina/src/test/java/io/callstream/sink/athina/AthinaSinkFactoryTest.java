package io.callstream.sink.athina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AthinaSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void theKeyIsAllThatIsNeeded() {
        AthinaSinkConfig config = read(Map.of(), Map.of("ATHINA_API_KEY", "k"));

        assertThat(config.target().uri()).hasToString("https://log.athina.ai/api/v1/log/inference");
        assertThat(config.target().headers()).containsEntry("athina-api-key", "k");
    }

    @Test
    void anotherAddressMayBeGiven() {
        Map<String, String> environment = Map.of("ATHINA_API_KEY", "k", "ATHINA_BASE_URL", "http://athina:3333/");

        assertThat(read(Map.of(), environment).target().uri()).hasToString("http://athina:3333/api/v1/log/inference");
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(Map.of("timeout", "0", "surprise", "x"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.athina.api_key")
                .hasMessageContaining("ATHINA_API_KEY")
                .hasMessageContaining("callstream.sinks.athina.timeout")
                .hasMessageContaining("callstream.sinks.athina.surprise");
    }

    private AthinaSinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.athina", settings, problems);
        AthinaSinkConfig config =
                new AthinaSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
