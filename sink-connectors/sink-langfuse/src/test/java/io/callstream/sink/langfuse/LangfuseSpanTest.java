package io.callstream.sink.langfuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.Attempt;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OddContent;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Langfuse shows of a call. */
class LangfuseSpanTest {
    @TempDir
    Path directory;

    private final SuccessEvent success = SampleCall.number(1).success();

    @Test
    void aCallKeepsItsIdsAndTimes() {
        Span span = sent(success);
        assertThat(FakeLangfuse.hex(span.getTraceId())).isEqualTo(success.getTraceId());
        assertThat(FakeLangfuse.hex(span.getSpanId())).isEqualTo(success.getSpanId());
        assertThat(span.getStartTimeUnixNano()).isEqualTo(success.getStartedAt().toEpochMilli() * 1_000_000);
        assertThat(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()).isEqualTo(812_345_000);
    }

    @Test
    void theConversationIsShownWithoutItsEnvelope() {
        Span span = sent(success);
        assertThat(observation(span, "type")).isEqualTo("generation");
        assertThat(observation(span, "model.name")).isEqualTo("gpt-4o-mini");
        assertThat(observation(span, "model.parameters")).isEqualTo("{\"temperature\":0.2,\"stream\":true}");
        assertThat(observation(span, "input")).startsWith("[{\"role\":\"system\"");
        assertThat(observation(span, "output"))
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"Grüezi from Zürich\"}");
        assertThat(observation(span, "completion_start_time"))
                .isEqualTo(success.getStartedAt().plusMillis(310).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 5_000})
    @DisplayName("C14: a session id that Langfuse would drop is shortened, and always to the same")
    void longSessionsSurvive(int length) {
        success.setSessionId("s".repeat(length));
        success.setEndUser("u".repeat(length));
        Span span = sent(success);
        assertThat(text(span, "session.id")).hasSize(200).startsWith("sss");
        assertThat(text(span, "user.id")).hasSize(200).startsWith("uuu");
        assertThat(text(sent(success), "session.id")).isEqualTo(text(span, "session.id"));
        success.setSessionId("s".repeat(length - 1) + "t");
        assertThat(text(sent(success), "session.id")).isNotEqualTo(text(span, "session.id"));
    }

    @Test
    @DisplayName("C22: of a prompt of 2.5 MB in a file the beginning is shown, and the usage")
    void aLargePromptShowsItsBeginning() throws Exception {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"Once" + "x".repeat(2_500_000) + "\"}]}";
        OddContent.keptAt(success, Files.writeString(directory.resolve("body"), body), body);
        Span span = sent(success);
        assertThat(observation(span, "input"))
                .startsWith("[{\"role\":\"user\",\"content\":\"Once")
                .hasSizeLessThan(2_400_000);
        assertThat(observation(span, "usage_details")).contains("\"total\"");
    }

    private static String text(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(pair -> pair.getKey().equals(key))
                .map(pair -> pair.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    @Test
    void aCallThatFellBackTellsItsWay() {
        Attempt answered = success.getAttempts().get(0);
        Attempt failed = Attempt.newBuilder(answered)
                .setDeploymentId("openai-primary")
                .setReason("first")
                .setErrorCode("PROVIDER_ERROR")
                .build();
        answered.setReason("fallback");
        success.setAttempts(List.of(failed, answered));
        success.setFallbackFrom("gpt-4");
        success.setRetryCount(0);
        Span span = sent(success);
        assertThat(observation(span, "metadata.attempts"))
                .isEqualTo("openai-primary (first): PROVIDER_ERROR, deployment-1 (fallback): answered");
        assertThat(observation(span, "metadata.fallback_from")).isEqualTo("gpt-4");
        assertThat(observation(span, "metadata.routing_strategy")).isEqualTo("simple-shuffle");
        assertThat(observation(span, "metadata.retry_count")).isEqualTo("0");
    }

    @Test
    void toolsAreShownBesideTheMessages() {
        success.setRequestBody("{\"messages\":[{\"role\":\"user\"}],\"tools\":[{\"type\":\"function\"}],\"n\":1}");
        assertThat(observation(sent(success), "input"))
                .isEqualTo("{\"messages\":[{\"role\":\"user\"}],\"tools\":[{\"type\":\"function\"}]}");
    }

    @Test
    void bodiesOfAnotherShapeAreShownAsTheyAre() {
        success.setRequestBody("no json");
        success.setResponseBody("{\"data\":[{\"embedding\":[0.12345678901234567890]}]}");
        Span span = sent(success);
        assertThat(observation(span, "input")).isEqualTo("no json");
        assertThat(observation(span, "output")).isEqualTo("{\"data\":[{\"embedding\":[0.12345678901234567890]}]}");
    }

    @Test
    void usageBucketsDoNotOverlapAndCostIsInDollars() {
        success.setPromptTokens(1000L);
        success.setCacheReadTokens(100L);
        success.setCompletionTokens(70L);
        success.setReasoningTokens(20L);
        success.setTotalTokens(1070L);
        Span span = sent(success);
        assertThat(observation(span, "usage_details"))
                .isEqualTo("{\"input\":900,\"input_cached_tokens\":100,\"output\":50,\"output_reasoning_tokens\":20,"
                        + "\"total\":1070}");
        assertThat(observation(span, "cost_details"))
                .isEqualTo("{\"input\":0.000003600,\"output\":0.000001800,\"total\":0.000005400}");
    }

    @Test
    void metadataPlacesTheCall() {
        success.setMetadata(Map.of(
                "trace_id", "my own name",
                "trace_name", "checkout",
                "generation_name", "greet",
                "trace_user_id", "ada",
                "parent_observation_id", "00f067aa0ba902b7",
                "feature", "greeting"));
        Span span = sent(success);
        // SHA-256 of the name, cut to 16 bytes.
        assertThat(FakeLangfuse.hex(span.getTraceId())).isEqualTo(SpanIdsTest.sha256("my own name", 16));
        assertThat(FakeLangfuse.hex(span.getParentSpanId())).isEqualTo("00f067aa0ba902b7");
        assertThat(span.getName()).isEqualTo("greet");
        assertThat(FakeLangfuse.text(span, "langfuse.trace.name")).isEqualTo("checkout");
        assertThat(FakeLangfuse.text(span, "user.id")).isEqualTo("ada");
        assertThat(FakeLangfuse.text(span, "session.id")).isEqualTo("session-0");
        assertThat(FakeLangfuse.text(span, "langfuse.environment")).isEqualTo("staging");
        assertThat(observation(span, "metadata.feature")).isEqualTo("greeting");
        assertThat(FakeLangfuse.value(span, "langfuse.trace.tags")
                        .getArrayValue()
                        .getValuesList())
                .extracting(AnyValue::getStringValue)
                .containsExactly("sample", "streamed");
    }

    @Test
    void aFailureIsAnError() {
        Span span = sent(Fixtures.failure(0));
        assertThat(observation(span, "level")).isEqualTo("ERROR");
        assertThat(observation(span, "status_message"))
                .isEqualTo("RATE_LIMITED: the provider limited the rate of requests");
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    }

    @Test
    void aCallLostWithItsGatewayEndsWhereItBegan() {
        Span span = sent(new CallEvent.Failure(SampleCall.number(0).lost()));
        assertThat(span.getEndTimeUnixNano()).isEqualTo(span.getStartTimeUnixNano());
    }

    private Span sent(SuccessEvent event) {
        return sent(new CallEvent.Success(event));
    }

    private Span sent(CallEvent event) {
        try (LangfuseHarness harness = LangfuseHarness.start();
                OpenSink<LangfuseSinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(event));
            assertThat(harness.langfuse().spans()).hasSize(1);
            return harness.langfuse().spans().iterator().next();
        }
    }

    private static String observation(Span span, String name) {
        return FakeLangfuse.text(span, "langfuse.observation." + name);
    }
}
