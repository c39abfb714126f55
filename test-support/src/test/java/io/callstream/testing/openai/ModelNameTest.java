package io.callstream.testing.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ModelNameTest {
    @Test
    void readsBehaviourAndNumbers() {
        assertThat(ModelName.parse("sim-paced-20ms-64"))
                .isEqualTo(new ModelName("paced", OptionalInt.of(64), Duration.ofMillis(20), OptionalInt.empty()));
        assertThat(ModelName.parse("sim-cut-midstream-3").behaviour()).isEqualTo("cut-midstream");
        assertThat(ModelName.parse("sim-huge-4096kb").kilobytes()).hasValue(4096);
        assertThat(ModelName.parse("sim-429-2s"))
                .isEqualTo(new ModelName("status", OptionalInt.of(429), Duration.ofSeconds(2), OptionalInt.empty()));
    }

    @Test
    void takesRealNamesForPlainText() {
        assertThat(ModelName.parse("gpt-4o-mini").behaviour()).isEqualTo("text");
        assertThat(ModelName.parse("gpt-4o-mini").count()).isEmpty();
    }
}
