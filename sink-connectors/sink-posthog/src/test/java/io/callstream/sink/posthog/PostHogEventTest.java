package io.callstream.sink.posthog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What LLM analytics learns of a call. */
class PostHogEventTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final PostHogHarness harness = PostHogHarness.start();
    private OpenSink<PostHogSinkConfig> sink;

    @BeforeEach
    void open() {
        sink = OpenSink.of(harness, directory);
    }

    @AfterEach
    void close() {
        sink.close();
        harness.close();
    }

    @Test
    void aCallIsAGenerationWithItsNumbers() throws Exception {
        SampleCall call = SampleCall.number(1);
        SuccessEvent event = call.success();

        JsonNode captured = captured(new CallEvent.Success(event));
        JsonNode told = captured.path("properties");

        assertThat(captured.path("event").asText()).isEqualTo("$ai_generation");
        assertThat(captured.path("distinct_id").asText()).isEqualTo("end-user-1");
        assertThat(captured.path("timestamp").asText())
                .isEqualTo(event.getEventTime().toString());
        assertThat(told.path("$ai_trace_id").asText()).isEqualTo(event.getTraceId());
        assertThat(told.path("$ai_session_id").asText()).isEqualTo(event.getSessionId());
        assertThat(told.path("$ai_model").asText()).isEqualTo(event.getModel());
        assertThat(told.path("$ai_input"))
                .isEqualTo(JSON.readTree(call.requestBody()).path("messages"));
        assertThat(told.at("/$ai_output_choices/0"))
                .isEqualTo(JSON.readTree(call.responseBody()).at("/choices/0/message"));
        assertThat(told.path("$ai_input_tokens").asLong()).isEqualTo(event.getPromptTokens());
        assertThat(told.path("$ai_total_cost_usd").asDouble()).isEqualTo(event.getCostNanoUsd() / 1e9);
        assertThat(told.path("$ai_latency").asDouble()).isEqualTo(0.812345);
        assertThat(told.path("$ai_time_to_first_token").asDouble()).isEqualTo(0.31);
        assertThat(told.path("$ai_temperature").asDouble()).isEqualTo(0.2);
        assertThat(told.path("feature").asText()).isEqualTo("greeting");
        assertThat(told.has("$process_person_profile")).isFalse();
    }

    @Test
    void theCallersUserAndTraceWin() {
        SuccessEvent event = SampleCall.number(2).success();
        event.setMetadata(Map.of("user_id", "u-1", "trace_id", "my trace", "parent_id", "p-1", "$set", "no"));

        JsonNode captured = captured(new CallEvent.Success(event));

        assertThat(captured.path("distinct_id").asText()).isEqualTo("u-1");
        assertThat(captured.at("/properties/$ai_trace_id").asText()).isEqualTo("my_trace");
        assertThat(captured.at("/properties/$ai_parent_id").asText()).isEqualTo("p-1");
        assertThat(captured.path("properties").has("$set")).isFalse();
        assertThat(captured.path("properties").has("user_id")).isFalse();
    }

    @Test
    void aCallOfNobodyMakesNoPerson() {
        SuccessEvent event = SampleCall.number(2).success();
        event.setEndUser(null);

        JsonNode captured = captured(new CallEvent.Success(event));

        assertThat(captured.path("distinct_id").asText()).isEqualTo(event.getTraceId());
        assertThat(captured.at("/properties/$process_person_profile"))
                .isEqualTo(JSON.getNodeFactory().booleanNode(false));
    }

    @Test
    void anEmbeddingIsAnEventOfItsOwn() {
        SuccessEvent event = SampleCall.number(2).success();
        event.setCallType("embedding");
        event.setRequestBody("{\"input\":\"a\"}");
        event.setResponseBody("{\"data\":[{\"embedding\":[0.1]}]}");

        JsonNode captured = captured(new CallEvent.Success(event));

        assertThat(captured.path("event").asText()).isEqualTo("$ai_embedding");
        assertThat(captured.at("/properties/$ai_input").asText()).isEqualTo("a");
        assertThat(captured.path("properties").has("$ai_output_choices")).isFalse();
    }

    @Test
    @DisplayName("C14, C22: a long session survives; of content that is too large the beginning is shown")
    void whatIsTooLongKeepsItsBeginning() {
        SuccessEvent event = SampleCall.number(2).success();
        event.setSessionId("s".repeat(5_000));
        event.setRequestBody("{\"messages\":[{\"role\":\"user\",\"content\":\"Once" + "x".repeat(2_000_000) + "\"}]}");

        JsonNode told = captured(new CallEvent.Success(event)).path("properties");

        assertThat(told.path("$ai_session_id").asText()).hasSize(200).startsWith("sss");
        assertThat(told.at("/$ai_input/0/content").asText()).startsWith("Once").endsWith("…");
        assertThat(told.path("$ai_input_tokens").asLong()).isEqualTo(event.getPromptTokens());
        assertThat(told.path("content_cut").asBoolean()).isTrue();
    }

    @Test
    void promptsAndTextsAreMessagesToo() {
        SuccessEvent event = SampleCall.number(2).success();
        event.setRequestBody("{\"prompt\":\"say\"}");
        event.setResponseBody("{\"choices\":[{\"text\":\"said\"}]}");

        JsonNode told = captured(new CallEvent.Success(event)).path("properties");

        assertThat(told.at("/$ai_input/0/content").asText()).isEqualTo("say");
        assertThat(told.at("/$ai_output_choices/0/content").asText()).isEqualTo("said");
    }

    @Test
    void aFailureIsAnError() {
        JsonNode told = captured(Fixtures.failure(4)).path("properties");

        assertThat(told.path("$ai_is_error").asBoolean()).isTrue();
        assertThat(told.path("$ai_http_status").asInt()).isEqualTo(429);
        assertThat(told.path("$ai_error").asText()).contains("rate");
    }

    @Test
    void aBillingLimitHoldsTheSink() {
        harness.postHog().limit();

        assertThat(sink.deliver(List.of(Fixtures.success(1)))).isEqualTo(Delivery.hold("quota_limited"));
    }

    private JsonNode captured(CallEvent event) {
        sink.deliverAll(List.of(event));
        return harness.postHog().events().iterator().next();
    }
}
