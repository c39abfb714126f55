package io.callstream.sink.athina;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Athina learns of a call. */
class AthinaLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final AthinaHarness harness = AthinaHarness.start();
    private OpenSink<AthinaSinkConfig> sink;

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
    void aCallIsALogWithItsNumbers() throws Exception {
        SampleCall call = SampleCall.number(1);
        SuccessEvent event = call.success();

        JsonNode log = logged(new CallEvent.Success(event));

        assertThat(log.path("language_model_id").asText()).isEqualTo(event.getModel());
        assertThat(log.path("prompt"))
                .isEqualTo(JSON.readTree(call.requestBody()).path("messages"));
        assertThat(log.path("response")).isEqualTo(JSON.readTree(call.responseBody()));
        assertThat(log.path("response_time").asLong()).isEqualTo(812);
        assertThat(log.path("prompt_tokens").asLong()).isEqualTo(event.getPromptTokens());
        assertThat(log.path("cost").asDouble()).isEqualTo(event.getCostNanoUsd() / 1e9);
        assertThat(log.path("session_id").asText()).isEqualTo(event.getSessionId());
        assertThat(log.path("customer_user_id").asText()).isEqualTo("end-user-1");
        assertThat(log.path("external_reference_id").asText()).isEqualTo(event.getCallId());
        assertThat(log.at("/model_options/temperature").asDouble()).isEqualTo(0.2);
        assertThat(log.at("/custom_attributes/feature").asText()).isEqualTo("greeting");
        assertThat(log.at("/custom_attributes/time_to_first_token").asDouble()).isEqualTo(0.31);
    }

    @Test
    void whatTheCallerSaidByAthinasNamesWins() {
        SuccessEvent event = SampleCall.number(2).success();
        event.setMetadata(Map.of(
                "environment", "prod",
                "prompt_slug", "greet",
                "customer_user_id", "c-1",
                "external_reference_id", "r-1",
                "context", "{\"documents\":[\"a\"]}",
                "custom_attributes", "{\"tier\":\"gold\"}",
                "other", "o"));

        JsonNode log = logged(new CallEvent.Success(event));

        assertThat(log.path("environment").asText()).isEqualTo("prod");
        assertThat(log.path("prompt_slug").asText()).isEqualTo("greet");
        assertThat(log.path("customer_user_id").asText()).isEqualTo("c-1");
        assertThat(log.path("external_reference_id").asText()).isEqualTo("r-1");
        assertThat(log.at("/context/documents/0").asText()).isEqualTo("a");
        assertThat(log.at("/custom_attributes/tier").asText()).isEqualTo("gold");
        assertThat(log.at("/custom_attributes/other").asText()).isEqualTo("o");
        assertThat(log.path("custom_attributes").has("environment")).isFalse();
    }

    @Test
    void aFailureSaysSoInItsAttributes() {
        JsonNode log = logged(Fixtures.failure(4));

        assertThat(log.at("/custom_attributes/status").asText()).isEqualTo("failure");
        assertThat(log.at("/custom_attributes/error_code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(log.at("/custom_attributes/http_status").asInt()).isEqualTo(429);
        assertThat(log.has("response")).isFalse();
    }

    private JsonNode logged(CallEvent event) {
        sink.deliverAll(List.of(event));
        return harness.athina().logs().iterator().next();
    }
}
