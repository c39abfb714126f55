package io.callstream.sink.langfuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers say for Langfuse in metadata and headers, as LiteLLM's users do. */
class CallersWishesTest {
    @TempDir
    Path directory;

    private final SuccessEvent success = SampleCall.number(1).success();

    @Test
    void headersWinOverMetadata() {
        success.setMetadata(Map.of("trace_name", "from metadata", "trace_user_id", "ada"));
        success.setRequestHeaders(Map.of(
                "langfuse_trace_name", "from a header",
                "langfuse_session_id", "a session",
                "langfuse_trace_release", "v9"));
        Span span = sent();
        assertThat(FakeLangfuse.text(span, "langfuse.trace.name")).isEqualTo("from a header");
        assertThat(FakeLangfuse.text(span, "user.id")).isEqualTo("ada");
        assertThat(FakeLangfuse.text(span, "session.id")).isEqualTo("a session");
        assertThat(FakeLangfuse.text(span, "langfuse.release")).isEqualTo("v9");
    }

    @Test
    void theGenerationHasTheIdThatTheCallerGivesAndIsFoundByIt() {
        success.setMetadata(Map.of("generation_id", "00f067aa0ba902b7"));
        assertThat(FakeLangfuse.hex(sent().getSpanId())).isEqualTo("00f067aa0ba902b7");
        success.setMetadata(Map.of("generation_id", "step one"));
        Span first = sent();
        success.setMetadata(Map.of("parent_observation_id", "step one"));
        assertThat(sent().getParentSpanId()).isEqualTo(first.getSpanId());
    }

    @Test
    void aTraceThatIsJoinedKeepsItsName() {
        Map<String, String> joining = new LinkedHashMap<>(
                Map.of("existing_trace_id", "t-1", "trace_name", "new name", "trace_metadata", "{\"a\":1}"));
        success.setMetadata(joining);
        Span span = sent();
        assertThat(FakeLangfuse.hex(span.getTraceId())).isEqualTo(SpanIdsTest.sha256("t-1", 16));
        assertThat(FakeLangfuse.text(span, "langfuse.trace.name")).isEmpty();
        assertThat(FakeLangfuse.text(span, "langfuse.trace.metadata")).isEmpty();
        joining.put("update_trace_keys", "[\"trace_name\"]");
        success.setMetadata(joining);
        assertThat(FakeLangfuse.text(sent(), "langfuse.trace.name")).isEqualTo("new name");
    }

    @Test
    void bodiesAreMaskedOnRequest() {
        success.setMetadata(Map.of("mask_input", "true", "mask_output", "True"));
        Span span = sent();
        assertThat(FakeLangfuse.text(span, "langfuse.observation.input")).isEqualTo("redacted by the caller");
        assertThat(FakeLangfuse.text(span, "langfuse.observation.output")).isEqualTo("redacted by the caller");
        assertThat(span.toString()).doesNotContain("Greet reader");
    }

    @Test
    void aPromptOfLangfusesIsLinked() {
        success.setPromptSource("langfuse");
        success.setPromptId("greeting");
        success.setPromptVersion("3");
        assertPrompt(sent(), "greeting", 3);
    }

    @Test
    void aPromptGivenInMetadataIsLinked() {
        success.setMetadata(Map.of("prompt", "{\"name\":\"greeting\",\"version\":4,\"prompt\":\"Hello\"}"));
        assertPrompt(sent(), "greeting", 4);
    }

    @Test
    void aPromptWithoutAVersionIsNotLinked() {
        success.setMetadata(Map.of("prompt", "greeting"));
        Span span = sent();
        assertThat(FakeLangfuse.text(span, "langfuse.observation.prompt.name")).isEmpty();
        assertThat(FakeLangfuse.text(span, "langfuse.observation.metadata.prompt"))
                .isEmpty();
    }

    private static void assertPrompt(Span span, String name, long version) {
        assertThat(FakeLangfuse.text(span, "langfuse.observation.prompt.name")).isEqualTo(name);
        assertThat(FakeLangfuse.value(span, "langfuse.observation.prompt.version")
                        .getIntValue())
                .isEqualTo(version);
    }

    @Test
    void factsCanBeTags() {
        Span span = sent(Map.of("default_tags", List.of("cache_hit", "user_api_key_alias")));
        assertThat(FakeLangfuse.value(span, "langfuse.trace.tags")
                        .getArrayValue()
                        .getValuesList())
                .extracting(AnyValue::getStringValue)
                .containsExactly("sample", "streamed", "cache_hit:false", "user_api_key_alias:team-key");
    }

    @Test
    void aSampleHoldsWholeTraces() {
        List<CallEvent> calls = IntStream.range(0, 400)
                .mapToObj(number -> {
                    SuccessEvent call = SampleCall.number(number).success();
                    call.setMetadata(Map.of("trace_id", "trace " + number / 2));
                    return (CallEvent) new CallEvent.Success(call);
                })
                .toList();
        try (LangfuseHarness harness = LangfuseHarness.with(Map.of("sample_rate", "0.5"));
                OpenSink<LangfuseSinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(calls);
            long traces = harness.langfuse().spans().stream()
                    .map(Span::getTraceId)
                    .distinct()
                    .count();
            assertThat(traces).isBetween(60L, 140L);
            assertThat(harness.langfuse().spans()).hasSize((int) (2 * traces));
        }
    }

    private Span sent() {
        return sent(Map.of());
    }

    private Span sent(Map<String, Object> settings) {
        try (LangfuseHarness harness = LangfuseHarness.with(settings);
                OpenSink<LangfuseSinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(new CallEvent.Success(success)));
            assertThat(harness.langfuse().spans()).hasSize(1);
            return harness.langfuse().spans().iterator().next();
        }
    }
}
