package io.callstream.sink.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What LLM Observability shows of a call. */
class DatadogSpanTest {
    @TempDir
    Path directory;

    private final DatadogHarness harness = DatadogHarness.spans();
    private OpenSink<DatadogSinkConfig> sink;

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
    void aCallIsARootSpanWithItsNumbers() {
        SuccessEvent event = SampleCall.number(1).success();
        JsonNode span = told(new CallEvent.Success(event));

        assertThat(span.path("name").asText()).isEqualTo("chat_completion");
        assertThat(span.path("trace_id").asText()).isEqualTo(event.getTraceId());
        assertThat(span.path("span_id").asText()).isEqualTo(event.getSpanId());
        assertThat(span.path("parent_id").asText()).isEqualTo("undefined");
        assertThat(span.path("session_id").asText()).isEqualTo(event.getSessionId());
        assertThat(span.path("start_ns").asLong())
                .isEqualTo(event.getStartedAt().toEpochMilli() * 1_000_000);
        assertThat(span.path("duration").asLong()).isEqualTo(812_345_000);
        assertThat(span.at("/metrics/input_tokens").asLong()).isEqualTo(event.getPromptTokens());
        assertThat(span.at("/metrics/total_cost").asDouble()).isEqualTo(event.getCostNanoUsd() / 1e9);
        assertThat(span.at("/metrics/time_to_first_token").asDouble()).isEqualTo(0.31);
        assertThat(span.at("/meta/input/messages/0/role").asText()).isNotEmpty();
        assertThat(span.at("/meta/output/messages/0/role").asText()).isEqualTo("assistant");
        assertThat(span.at("/meta/metadata/model_name").asText()).isEqualTo(event.getModel());
        assertThat(span.at("/meta/metadata/temperature").asDouble()).isEqualTo(0.2);
        assertThat(span.at("/meta/metadata/feature").asText()).isEqualTo("greeting");
        assertThat(span.path("tags"))
                .extracting(JsonNode::asText)
                .contains("user_id:end-user-1", "key_alias:team-key", "request_tag:sample");
        assertThat(applicationOf()).isEqualTo("shop-gateway");
    }

    @Test
    void theCallersOwnTraceWins() {
        SuccessEvent event = SampleCall.number(2).success();
        event.setCallType("embedding");
        event.setRequestBody("{\"input\":[\"a\",\"b\"]}");
        event.setMetadata(Map.of("trace_id", "t-1", "parent_id", "p-1", "name", "lookup"));

        JsonNode span = told(new CallEvent.Success(event));

        assertThat(span.path("trace_id").asText()).isEqualTo("t-1");
        assertThat(span.path("parent_id").asText()).isEqualTo("p-1");
        assertThat(span.path("name").asText()).isEqualTo("lookup");
        assertThat(span.at("/meta/kind").asText()).isEqualTo("embedding");
        assertThat(span.at("/meta/input/value").asText()).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void toolCallsHaveTheirArgumentsAsObjects() {
        SuccessEvent event = SampleCall.number(2).success();
        event.setResponseBody("""
                {"choices":[{"message":{"role":"assistant","content":null,"tool_calls":[
                 {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"city\\":\\"Bern\\"}"}},
                 {"id":"c2","type":"function","function":{"name":"g","arguments":"no json"}}]}}]}""");

        JsonNode message = told(new CallEvent.Success(event)).at("/meta/output/messages/0");

        assertThat(message.path("content").asText()).isEmpty();
        assertThat(message.at("/tool_calls/0/arguments/city").asText()).isEqualTo("Bern");
        assertThat(message.at("/tool_calls/0/tool_id").asText()).isEqualTo("c1");
        assertThat(message.at("/tool_calls/1/arguments/value").asText()).isEqualTo("no json");
    }

    @Test
    void aFailureIsAnErrorWithItsCode() {
        JsonNode span = told(Fixtures.failure(4));

        assertThat(span.path("status").asText()).isEqualTo("error");
        assertThat(span.at("/meta/error/type").asText()).isEqualTo("RATE_LIMITED");
        assertThat(span.at("/meta/error/message").asText()).contains("rate");
    }

    @Test
    @DisplayName("C22: of content that is too large the beginning is shown, and the usage")
    void contentThatIsTooLargeShowsItsBeginning() {
        SuccessEvent event = SampleCall.number(3).success();
        event.setRequestBody("{\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(1_100_000) + "\"}]}");

        JsonNode span = told(new CallEvent.Success(event));

        assertThat(span.at("/meta/input/messages/0/content").asText())
                .startsWith("xxx")
                .endsWith("…");
        assertThat(span.at("/meta/metadata/content_cut").asBoolean()).isTrue();
        assertThat(span.at("/metrics/total_tokens").isNumber()).isTrue();
    }

    @Test
    @DisplayName("C09: a custom tool call has its name and its input; every shape of an answer is there")
    void everyShapeOfAnAnswer() {
        SuccessEvent event = SampleCall.number(3).success();
        event.setResponseBody(
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null,\"reasoning_content\":\"hm\",\"tool_calls\":"
                        + "[{\"id\":\"c1\",\"type\":\"custom\",\"custom\":{\"name\":\"exec\",\"input\":\"ls -la\"}}]}},"
                        + "{\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":\"no\"}},"
                        + "{\"message\":{\"role\":\"assistant\",\"function_call\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}}}]}");

        JsonNode messages = told(new CallEvent.Success(event)).at("/meta/output/messages");

        assertThat(messages.at("/0/role").asText()).isEqualTo("reasoning");
        assertThat(messages.at("/1/tool_calls/0/name").asText()).isEqualTo("exec");
        assertThat(messages.at("/1/tool_calls/0/arguments/value").asText()).isEqualTo("ls -la");
        assertThat(messages.at("/1/tool_calls/0/type").asText()).isEqualTo("custom");
        assertThat(messages.at("/2/content").asText()).isEqualTo("no");
        assertThat(messages.at("/3/tool_calls/0/arguments/a").asInt()).isEqualTo(1);
    }

    private String applicationOf() {
        String body = harness.destination().requests().get(0).text();
        return body.replaceAll("(?s).*\"ml_app\":\"([^\"]*)\".*", "$1");
    }

    private JsonNode told(CallEvent event) {
        sink.deliverAll(List.of(event));
        return harness.entries().iterator().next();
    }
}
