package io.callstream.sink.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.otlp.config.OtlpConfig;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.sink.testkit.otlp.SpanRules;
import io.callstream.testing.events.SampleCall;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector has of a call. */
class OtelSpanTest {
    @TempDir
    Path directory;

    private final SuccessEvent success = SampleCall.number(1).success();

    @Test
    void aCallKeepsItsIdsAndTimes() {
        success.setParentSpanId("00f067aa0ba902b7");
        Span span = sent(Map.of());
        assertThat(SpanRules.hex(span.getTraceId())).isEqualTo(success.getTraceId());
        assertThat(SpanRules.hex(span.getSpanId())).isEqualTo(success.getSpanId());
        assertThat(SpanRules.hex(span.getParentSpanId())).isEqualTo("00f067aa0ba902b7");
        assertThat(span.getStartTimeUnixNano()).isEqualTo(success.getStartedAt().toEpochMilli() * 1_000_000);
        assertThat(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()).isEqualTo(812_345_000);
    }

    @Test
    void theCallersNameForTheCallIsItsName() {
        success.setMetadata(Map.of("generation_name", "greet"));
        assertThat(sent(Map.of()).getName()).isEqualTo("greet");
    }

    @Test
    void attributesCanBeRenamed() {
        Span span = sent(Map.of("rename", Map.of("callstream.cost_usd", "gen_ai.usage.cost", "session.id", "")));
        assertThat(SpanRules.value(span, "gen_ai.usage.cost").getDoubleValue()).isEqualTo(0.0000054);
        assertThat(span.getAttributesList())
                .noneMatch(pair ->
                        pair.getKey().equals("session.id") || pair.getKey().equals("callstream.cost_usd"));
    }

    @Test
    void whatWasSaidStaysHereWithoutContent() {
        assertThat(sent(Map.of("content", "false")).toString())
                .doesNotContain("Greet reader")
                .doesNotContain("from Z");
    }

    @Test
    void theResourceSaysWhereSpansComeFrom() {
        try (OtelHarness harness = OtelHarness.with(Map.of("service_name", "gateway", "environment", "staging"));
                OpenSink<OtlpConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(Fixtures.success(1)));
            assertThat(harness.collector().resources())
                    .singleElement()
                    .satisfies(resource -> assertThat(resource.getAttributesList())
                            .extracting(pair ->
                                    pair.getKey() + "=" + pair.getValue().getStringValue())
                            .containsExactlyInAnyOrder("service.name=gateway", "deployment.environment.name=staging"));
        }
    }

    @Test
    void someRefusedSpansDoNotBringTheOthersAgain() {
        try (OtelHarness harness = OtelHarness.with(Map.of("partial_success", "count"));
                OpenSink<OtlpConfig> sink = OpenSink.of(harness, directory)) {
            List<CallEvent> batch =
                    List.of(Fixtures.success(1), harness.poison().orElseThrow());
            assertThat(sink.deliver(batch)).isEqualTo(Delivery.delivered());
            assertThat(harness.destination().requests()).hasSize(1);
            assertThat(harness.arrived()).containsExactly(batch.get(0).eventId());
        }
    }

    private Span sent(Map<String, Object> settings) {
        try (OtelHarness harness = OtelHarness.with(settings);
                OpenSink<OtlpConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(new CallEvent.Success(success)));
            assertThat(harness.collector().spans()).hasSize(1);
            return harness.collector().spans().iterator().next();
        }
    }
}
