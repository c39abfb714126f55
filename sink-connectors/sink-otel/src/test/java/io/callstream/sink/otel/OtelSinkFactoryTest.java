package io.callstream.sink.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.otlp.config.OtlpConfig;
import io.callstream.sink.otlp.export.PartialSuccess;
import io.callstream.sink.otlp.genai.Dialect;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtelSinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void withoutSettingsItSendsToTheCollectorOfThisMachine() {
        OtlpConfig config = read(Map.of(), Map.of());
        assertThat(config.target().uri()).isEqualTo(URI.create("http://localhost:4318/v1/traces"));
        assertThat(config.target().headers()).isEmpty();
        assertThat(config.spans().dialect()).isEqualTo(Dialect.CURRENT);
        assertThat(config.spans().content()).isTrue();
        assertThat(config.some()).isEqualTo(PartialSuccess.Some.COUNT);
        assertThat(config.http().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.http().gzip()).isTrue();
    }

    @Test
    void theVariablesOfLiteLlmsUsersWillDo() {
        OtlpConfig config = read(
                Map.of(),
                Map.of(
                        "OTEL_EXPORTER", "otlp_http",
                        "OTEL_ENDPOINT", "https://api.traceloop.com",
                        "OTEL_HEADERS", "Authorization=Bearer%20key",
                        "OTEL_SERVICE_NAME", "gateway",
                        "OTEL_ENVIRONMENT_NAME", "staging"));
        assertThat(config.target().uri()).isEqualTo(URI.create("https://api.traceloop.com/v1/traces"));
        assertThat(config.target().headers()).isEqualTo(Map.of("Authorization", "Bearer key"));
        assertThat(config.resource())
                .isEqualTo(Map.of("service.name", "gateway", "deployment.environment.name", "staging"));
    }

    @Test
    void theVariableForTracesIsTakenAsItIsAndWins() {
        assertThat(read(
                                Map.of(),
                                Map.of(
                                        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://a:4318/custom",
                                        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://b:4318"))
                        .target()
                        .uri())
                .isEqualTo(URI.create("http://a:4318/custom"));
    }

    @Test
    void everyKeyIsReadAndWins() {
        OtlpConfig config = read(
                Map.of(
                        "endpoint", "http://c:4318",
                        "headers", Map.of("x-team", "a"),
                        "names", "both",
                        "content", "false",
                        "max_text", "1000",
                        "rename", Map.of("callstream.cost_usd", "gen_ai.usage.cost"),
                        "resource", Map.of("service.version", "7"),
                        "partial_success", "find",
                        "gzip", "false",
                        "timeout", "3s"),
                Map.of(
                        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://a:4318/custom",
                        "OTEL_EXPORTER_OTLP_HEADERS", "x-team=b,api-key=k",
                        "OTEL_RESOURCE_ATTRIBUTES", "service.version=6,team=a%2Cb"));
        assertThat(config.target().uri()).isEqualTo(URI.create("http://c:4318/v1/traces"));
        assertThat(config.target().headers()).isEqualTo(Map.of("x-team", "a", "api-key", "k"));
        assertThat(config.resource()).isEqualTo(Map.of("service.version", "7", "team", "a,b"));
        assertThat(config.spans().dialect().forms()).isEqualTo(Dialect.BOTH.forms());
        assertThat(config.spans().content()).isFalse();
        assertThat(config.spans().limits().text()).isEqualTo(1000);
        assertThat(config.some()).isEqualTo(PartialSuccess.Some.FIND);
        assertThat(config.http().gzip()).isFalse();
        assertThat(config.http().timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(
                        Map.of("headers", Map.of("Host", "x"), "names", "newest", "max_text", "3"),
                        Map.of("OTEL_EXPORTER", "otlp_grpc", "OTEL_RESOURCE_ATTRIBUTES", "nonsense")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.otel.headers: header 'Host' cannot be set")
                .hasMessageContaining("callstream.sinks.otel.protocol: is 'otlp_grpc'")
                .hasMessageContaining("callstream.sinks.otel.names")
                .hasMessageContaining("callstream.sinks.otel.max_text")
                .hasMessageContaining("callstream.sinks.otel.resource: cannot be read from OTEL_RESOURCE_ATTRIBUTES");
    }

    private OtlpConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.otel", settings, problems);
        OtlpConfig config = new OtelSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
