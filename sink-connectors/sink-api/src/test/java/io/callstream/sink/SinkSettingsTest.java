package io.callstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkSettingsTest {
    static final Key<URI> URL =
            Key.url("url").orVariables("ONE_URL", "OTHER_URL").required().says("Where.");

    private final Problems problems = new Problems();

    @Test
    void aKeyWinsOverTheEnvironment() {
        Map<String, String> environment = Map.of("OTHER_URL", "https://b.example");

        assertThat(settings(Map.of("url", "https://a.example"), environment).get(URL))
                .isEqualTo(URI.create("https://a.example"));
        assertThat(settings(Map.of(), environment).get(URL)).isEqualTo(URI.create("https://b.example"));
        assertThat(settings(Map.of(), environment).variable(URL)).contains("https://b.example");
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void aMissingAddressIsNotedWithItsVariables() {
        settings(Map.of(), Map.of()).get(URL);

        assertThat(problems.found())
                .containsExactly(
                        "callstream.sinks.x.url: is missing (or set the environment variable ONE_URL or OTHER_URL)");
    }

    @Test
    void aProblemIsNotedWithTheSettingsPath() {
        settings(Map.of(), Map.of()).problem(URL, "is somewhere else");

        assertThat(problems.found()).containsExactly("callstream.sinks.x.url: is somewhere else");
    }

    private SinkSettings settings(Map<String, Object> keys, Map<String, String> environment) {
        return new SinkSettings(new Section("callstream.sinks.x", keys, problems), Environment.of(environment));
    }
}
