package io.callstream.sink.logfire;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.otlp.config.OtlpConfig;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.sink.testkit.otlp.SpanRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogfireSinkTest {
    @TempDir
    Path directory;

    private final Problems problems = new Problems();

    @Test
    void theTokenSaysTheRegion() {
        assertThat(address("pylf_v1_eu_abc")).isEqualTo(URI.create("https://logfire-eu.pydantic.dev/v1/traces"));
        assertThat(address("pylf_v1_us_abc")).isEqualTo(URI.create("https://logfire-us.pydantic.dev/v1/traces"));
        assertThat(address("0123456789abcdef")).isEqualTo(URI.create("https://logfire-us.pydantic.dev/v1/traces"));
    }

    @Test
    void theTokenIsSentAsItIs() {
        OtlpConfig config = read(
                Map.of("LOGFIRE_TOKEN", "token", "LOGFIRE_SERVICE_NAME", "gateway", "LOGFIRE_ENVIRONMENT", "staging"));
        assertThat(config.target().headers()).isEqualTo(Map.of("Authorization", "token"));
        assertThat(config.resource())
                .isEqualTo(Map.of("service.name", "gateway", "deployment.environment.name", "staging"));
    }

    @Test
    void aMissingTokenIsAProblem() {
        read(Map.of());
        assertThat(problems.none()).isFalse();
    }

    @Test
    void whatLogfireWouldRefuseForItsAgeIsDroppedBefore() {
        OtlpConfig config = read(Map.of("LOGFIRE_TOKEN", "token"));
        assertThat(new LogfireSinkFactory().batching(config).maxAge())
                .isBetween(Duration.ofHours(20), Duration.ofHours(24));
    }

    @Test
    void aCallOutsideOfTheWindowIsADeadLetter() {
        try (LogfireHarness harness = new LogfireHarness();
                OpenSink<OtlpConfig> sink = OpenSink.of(harness, directory)) {
            CallEvent old = harness.poison().orElseThrow();
            assertThat(sink.deliver(List.of(old)))
                    .isEqualTo(
                            new Delivery.Partial(Map.of(old.eventId(), "spans_rejected"), Set.of(), Optional.empty()));
        }
    }

    @Test
    void theCostIsWhereLogfireLooksForIt() {
        try (LogfireHarness harness = new LogfireHarness();
                OpenSink<OtlpConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(Fixtures.success(1)));
            assertThat(SpanRules.value(harness.collector().spans().iterator().next(), "operation.cost")
                            .getDoubleValue())
                    .isEqualTo(0.0000054);
        }
    }

    private URI address(String token) {
        return read(Map.of("LOGFIRE_TOKEN", token)).target().uri();
    }

    private OtlpConfig read(Map<String, String> environment) {
        Section section = new Section("callstream.sinks.logfire", Map.of(), problems);
        return new LogfireSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
    }
}
