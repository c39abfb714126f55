package io.callstream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkSettingsTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final Problems problems = new Problems();

    @Test
    void aKeyWinsOverTheEnvironment() {
        SinkSettings settings = settings(Map.of("url", "https://a.example"), Map.of("THE_URL", "https://b.example"));
        assertThat(settings.requiredUrl("url", "THE_URL")).isEqualTo(URI.create("https://a.example"));
        assertThat(settings(Map.of(), Map.of("THE_URL", "https://b.example")).requiredUrl("url", "THE_URL"))
                .isEqualTo(URI.create("https://b.example"));
        assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void aMissingAddressIsNotedWithItsVariables() {
        settings(Map.of(), Map.of()).requiredUrl("url", "ONE_URL", "OTHER_URL");
        assertThatThrownBy(problems::throwIfAny)
                .hasMessageContaining("callstream.sinks.x.url: is missing")
                .hasMessageContaining("ONE_URL or OTHER_URL");
    }

    @Test
    void aTimeoutOfZeroIsNoted() {
        assertThat(settings(Map.of("timeout", "2s"), Map.of()).timeout(TEN_SECONDS))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(settings(Map.of(), Map.of()).timeout(TEN_SECONDS)).isEqualTo(TEN_SECONDS);
        assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
        assertThat(settings(Map.of("timeout", "0"), Map.of()).timeout(TEN_SECONDS))
                .isEqualTo(TEN_SECONDS);
        assertThatThrownBy(problems::throwIfAny).hasMessageContaining("callstream.sinks.x.timeout: is zero");
    }

    @Test
    void aRatioIsBetweenNothingAndAll() {
        assertThat(settings(Map.of(), Map.of("RATE", "0.25")).ratio("rate", 1, "RATE"))
                .isEqualTo(0.25);
        assertThat(settings(Map.of("rate", "1.5"), Map.of()).ratio("rate", 1)).isEqualTo(1);
        assertThat(settings(Map.of("rate", "NaN"), Map.of()).ratio("rate", 1)).isEqualTo(1);
        assertThatThrownBy(problems::throwIfAny)
                .hasMessageContaining("is '1.5' (expected 0 to 1)")
                .hasMessageContaining("is 'NaN' (expected 0 to 1)");
    }

    private SinkSettings settings(Map<String, Object> keys, Map<String, String> environment) {
        return new SinkSettings(new Section("callstream.sinks.x", keys, problems), Environment.of(environment));
    }
}
