package io.callstream.sink.honeyhive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.Attempt;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OddContent;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that the guide's list of captured data names. */
class HoneyHiveEventTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void inputOutputUsageAndCallerAreThere() throws Exception {
        SampleCall call = SampleCall.number(1);
        SuccessEvent event = call.success();
        event.setCacheReadTokens(3L);
        event.setCacheCreationTokens(2L);

        JsonNode told = told(Map.of("custom_attributes", Map.of("service", "shop")), new CallEvent.Success(event));

        assertThat(told.path("event_type").asText()).isEqualTo("model");
        assertThat(told.path("source").asText()).isEqualTo("production");
        assertThat(told.at("/inputs/chat_history"))
                .isEqualTo(JSON.readTree(call.requestBody()).path("messages"));
        JsonNode message = JSON.readTree(call.responseBody()).at("/choices/0/message");
        assertThat(told.at("/outputs/content")).isEqualTo(message.path("content"));
        assertThat(told.at("/outputs/finish_reason").asText()).isEqualTo("stop");
        assertThat(told.at("/config/temperature").asDouble()).isEqualTo(0.2);
        assertThat(told.at("/config/model").asText()).isEqualTo(event.getModel());
        assertThat(told.at("/metadata/prompt_tokens").asLong()).isEqualTo(event.getPromptTokens());
        assertThat(told.at("/metadata/cache_read_tokens").asLong()).isEqualTo(3);
        assertThat(told.at("/metadata/cache_creation_tokens").asLong()).isEqualTo(2);
        assertThat(told.at("/metadata/estimated_cost").asDouble()).isEqualTo(event.getCostNanoUsd() / 1e9);
        assertThat(told.at("/metadata/routing_strategy").asText()).isEqualTo("simple-shuffle");
        assertThat(told.at("/metadata/deployment_id").asText()).isEqualTo("deployment-1");
        assertThat(told.at("/metadata/virtual_key_hash").asText()).isEqualTo(event.getKeyHash());
        assertThat(told.at("/metadata/team_id").asText()).isEqualTo("team-1");
        assertThat(told.at("/metadata/feature").asText()).isEqualTo("greeting");
        assertThat(told.at("/metadata/service").asText()).isEqualTo("shop");
        assertThat(told.at("/metadata/project").asText()).isEqualTo("checkout");
        assertThat(told.at("/user_properties/user_id").asText()).isEqualTo("end-user-1");
        assertThat(told.at("/metrics/time_to_first_token_ms").asDouble()).isEqualTo(310);
        assertThat(told.path("duration").asDouble()).isEqualTo(812.345);
    }

    /** What the guide lists as router data. */
    @Test
    void aCallThatFellBackTellsItsWay() {
        SuccessEvent event = SampleCall.number(1).success();
        Attempt answered = event.getAttempts().get(0);
        Attempt failed = Attempt.newBuilder(answered)
                .setDeploymentId("openai-primary")
                .setReason("first")
                .setHttpStatus(503)
                .setErrorCode("PROVIDER_ERROR")
                .build();
        answered.setReason("fallback");
        event.setAttempts(List.of(failed, answered));
        event.setFallbackFrom("gpt-4");
        event.setRoutingStrategy("latency-based-routing");
        event.setRetryCount(0);

        JsonNode told = told(Map.of(), new CallEvent.Success(event));

        assertThat(told.at("/metadata/routing_strategy").asText()).isEqualTo("latency-based-routing");
        assertThat(told.at("/metadata/deployment_id").asText()).isEqualTo("deployment-1");
        assertThat(told.at("/metadata/model_group").asText()).isEqualTo(event.getModelGroup());
        assertThat(told.at("/metadata/retry_count").asInt()).isZero();
        assertThat(told.at("/metadata/fallback_info/from").asText()).isEqualTo("gpt-4");
        assertThat(told.at("/metadata/fallback_info/attempts").size()).isEqualTo(2);
        assertThat(told.at("/metadata/attempts/0/deployment_id").asText()).isEqualTo("openai-primary");
        assertThat(told.at("/metadata/attempts/0/error_code").asText()).isEqualTo("PROVIDER_ERROR");
        assertThat(told.at("/metadata/attempts/1/reason").asText()).isEqualTo("fallback");
    }

    @Test
    void withoutContentNothingIsSaidOfWhatWasSaid() {
        JsonNode told = told(Map.of("capture_message_content", "false"), Fixtures.success(2));

        assertThat(told.path("inputs").isEmpty()).isTrue();
        assertThat(told.path("outputs").fieldNames()).toIterable().containsExactly("finish_reason");
        assertThat(told.at("/metadata/total_tokens").isNumber()).isTrue();
    }

    @Test
    @DisplayName("C22: of a prompt of 2.5 MB in a file the beginning is shown")
    void aLargePromptShowsItsBeginning() throws Exception {
        SuccessEvent event = SampleCall.number(2).success();
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"Once" + "x".repeat(2_500_000) + "\"}]}";
        OddContent.keptAt(event, Files.writeString(directory.resolve("body"), body), body);

        JsonNode told = told(Map.of(), new CallEvent.Success(event));

        assertThat(told.at("/inputs/chat_history/0/content").asText()).startsWith("Once");
    }

    @Test
    void headersAndRawBodiesComeWhenAskedFor() {
        JsonNode plain = told(Map.of(), Fixtures.success(3));
        JsonNode more = told(Map.of("capture_headers", "true", "capture_raw_request", "true"), Fixtures.success(3));

        assertThat(plain.path("metadata").has("headers")).isFalse();
        assertThat(more.at("/metadata/headers/x-request-id").asText()).isEqualTo("req-3");
        assertThat(more.at("/metadata/raw_request/messages").isArray()).isTrue();
        assertThat(more.at("/metadata/raw_response/choices").isArray()).isTrue();
    }

    @Test
    void aFailureSaysWhy() {
        JsonNode told = told(Map.of(), Fixtures.failure(4));

        assertThat(told.path("error").asText()).contains("rate");
        assertThat(told.at("/metadata/success").asBoolean()).isFalse();
        assertThat(told.at("/metadata/error_code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(told.at("/metadata/http_status").asInt()).isEqualTo(429);
    }

    @Test
    void onlyWhatWasNotStoredIsSentAgain() {
        try (HoneyHiveHarness harness = HoneyHiveHarness.with(Map.of());
                OpenSink<HoneyHiveSinkConfig> sink = OpenSink.of(harness, directory)) {
            CallEvent lost = Fixtures.success(5);
            harness.honeyHive().loseOnce(ModelEvent.uuid(lost.callId()));

            Delivery verdict = sink.deliver(List.of(Fixtures.success(6), lost, Fixtures.success(7)));

            assertThat(verdict).isEqualTo(new Delivery.Partial(Map.of(), Set.of(lost.eventId()), Optional.empty()));
        }
    }

    private JsonNode told(Map<String, Object> settings, CallEvent event) {
        try (HoneyHiveHarness harness = HoneyHiveHarness.with(settings);
                OpenSink<HoneyHiveSinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(event));
            return harness.honeyHive().events().iterator().next();
        }
    }
}
