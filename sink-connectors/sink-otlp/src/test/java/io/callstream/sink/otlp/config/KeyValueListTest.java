package io.callstream.sink.otlp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyValueListTest {
    @Test
    void valuesAreDecodedAndMayHoldEqualSigns() {
        assertThat(KeyValueList.parse("Authorization=Basic%20YTpi==, x-team = a+b ,bad=100%"))
                .isEqualTo(Map.of("Authorization", "Basic YTpi==", "x-team", "a+b", "bad", "100%"));
        assertThat(KeyValueList.parse("")).isEmpty();
    }

    @Test
    void anythingElseIsAProblemThatIsNotQuoted() {
        assertThatThrownBy(() -> KeyValueList.parse("a=b,sk-secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("sk-secret");
    }

    @Test
    void aBaseAddressIsCompletedOnce() {
        URI traces = URI.create("http://localhost:4318/v1/traces");
        assertThat(OtlpSettings.traces(URI.create("http://localhost:4318"))).isEqualTo(traces);
        assertThat(OtlpSettings.traces(URI.create("http://localhost:4318/"))).isEqualTo(traces);
        assertThat(OtlpSettings.traces(traces)).isEqualTo(traces);
    }
}
