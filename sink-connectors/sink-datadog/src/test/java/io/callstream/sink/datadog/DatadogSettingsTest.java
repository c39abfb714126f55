package io.callstream.sink.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatadogSettingsTest {
    private final SinkFactory<DatadogSinkConfig> logs = new DatadogLogsSinkFactory();
    private final SinkFactory<DatadogSinkConfig> spans = new DatadogLlmObservabilitySinkFactory();
    private final Problems problems = new Problems();

    @Test
    void theKeyAndTheSiteAreAllThatIsNeeded() {
        Map<String, String> environment = Map.of("DD_API_KEY", "k", "DD_SITE", "us5.datadoghq.com");

        assertThat(read(logs, Map.of(), environment).target().uri())
                .hasToString("https://http-intake.logs.us5.datadoghq.com/api/v2/logs");
        assertThat(read(spans, Map.of(), environment).target().uri())
                .hasToString("https://api.us5.datadoghq.com/api/intake/llm-obs/v1/trace/spans");
        assertThat(read(logs, Map.of(), environment).target().headers()).containsEntry("DD-API-KEY", "k");
    }

    @Test
    void anAgentNeedsNoKey() {
        Map<String, String> environment = Map.of("LITELLM_DD_AGENT_HOST", "dd-agent");

        assertThat(read(logs, Map.of(), environment).target().uri()).hasToString("http://dd-agent:10518/api/v2/logs");
        assertThat(read(spans, Map.of(), environment).target().uri())
                .hasToString("http://dd-agent:8126/api/intake/llm-obs/v1/trace/spans");
        assertThat(read(logs, Map.of(), environment).target().headers()).isEmpty();
        assertThat(read(logs, Map.of("agent_port", "9"), environment).target().uri())
                .hasToString("http://dd-agent:9/api/v2/logs");
    }

    @Test
    void everythingIsTaggedAsTheEnvironmentSays() {
        Map<String, String> environment = Map.of(
                "DD_API_KEY", "k", "DD_ENV", "prod", "DD_SERVICE", "shop", "DD_VERSION", "1.2", "DD_TAGS", "a:1 b:2");

        Labels labels = read(logs, Map.of(), environment).labels();

        assertThat(labels.tags()).containsExactly("env:prod", "service:shop", "version:1.2", "a:1", "b:2");
        assertThat(labels.application()).isEqualTo("shop");
    }

    @Test
    void whatIsTooOldForDatadogIsNotSent() {
        DatadogSinkConfig config = read(logs, Map.of(), Map.of("DD_API_KEY", "k"));

        assertThat(logs.batching(config).maxAge()).isEqualTo(Duration.ofHours(18));
        assertThat(spans.batching(config).maxAge()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        Map<String, Object> wrong = Map.of("site", "https://x/", "agent_port", "70000", "surprise", "x");

        assertThatThrownBy(() -> read(logs, wrong, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.datadog.api_key")
                .hasMessageContaining("DD_API_KEY")
                .hasMessageContaining("callstream.sinks.datadog.site")
                .hasMessageContaining("callstream.sinks.datadog.agent_port")
                .hasMessageContaining("callstream.sinks.datadog.surprise");
    }

    private DatadogSinkConfig read(
            SinkFactory<DatadogSinkConfig> factory, Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks." + factory.name(), settings, problems);
        DatadogSinkConfig config = factory.configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
