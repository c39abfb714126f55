package io.callstream.sink.posthog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostHogSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void theKeyIsAllThatIsNeeded() {
        PostHogSinkConfig config = read(Map.of(), Map.of("POSTHOG_API_KEY", "phc_1"));

        assertThat(config.target().uri()).hasToString("https://us.i.posthog.com/batch/");
        assertThat(config.toString()).doesNotContain("phc_1");
    }

    @Test
    void anotherAddressMayBeGiven() {
        Map<String, String> environment =
                Map.of("POSTHOG_API_KEY", "phc_1", "POSTHOG_API_URL", "https://eu.i.posthog.com/");

        assertThat(read(Map.of(), environment).target().uri()).hasToString("https://eu.i.posthog.com/batch/");
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(Map.of("timeout", "0", "surprise", "x"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.posthog.api_key")
                .hasMessageContaining("POSTHOG_API_KEY")
                .hasMessageContaining("callstream.sinks.posthog.timeout")
                .hasMessageContaining("callstream.sinks.posthog.surprise");
    }

    private PostHogSinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.posthog", settings, problems);
        PostHogSinkConfig config =
                new PostHogSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
