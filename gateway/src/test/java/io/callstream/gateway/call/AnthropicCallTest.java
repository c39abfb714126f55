package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of OpenAI's form and a model of Anthropic's. */
class AnthropicCallTest {
    private static final String CONFIG = """
        model_list:
          - model_name: m
            litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: sk-ant-1, api_base: "http://one.example", timeout: 5}
        """;

    private static String head(int status, String type) {
        return "HTTP/1.1 " + status + " X\r\ncontent-type: " + type + "\r\ntransfer-encoding: chunked\r\n\r\n";
    }

    private static String event(String json) {
        String type = json.substring(json.indexOf("\"type\":\"") + 8);
        return "event: " + type.substring(0, type.indexOf('"')) + "\ndata: " + json + "\n\n";
    }

    private static JsonValue.Obj json(String text) throws Exception {
        return (JsonValue.Obj) JsonValue.read(Slice.of(text));
    }

    @Test
    void thePlainAnswerIsACompletion() throws Exception {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().send(head(200, "application/json")).chunk("""
                {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929",
                 "content":[{"type":"thinking","thinking":"Hm.","signature":"sig"},{"type":"text","text":"Hi \\"you\\""},
                  {"type":"tool_use","id":"toolu_1","name":"look","input":{"at":1.50}}],
                 "stop_reason":"tool_use","stop_sequence":null,
                 "usage":{"input_tokens":10,"cache_read_input_tokens":100,"cache_creation_input_tokens":7,"output_tokens":5}}
                """).endChunks();

            assertThat(rig.wire().requests())
                    .contains(
                            "POST /v1/messages HTTP/1.1",
                            "x-api-key: sk-ant-1",
                            "anthropic-version: 2023-06-01",
                            "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":4096,\"messages\":[{\"role\":\"user\","
                                    + "\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}]}]}")
                    .doesNotContain("authorization");
            JsonValue.Obj answer = json(client.body());
            assertThat(answer.list("choices")).hasToString("""
                [{"index":0,"message":{"role":"assistant","content":"Hi \\"you\\"","reasoning_content":"Hm.",\
                "thinking_blocks":[{"type":"thinking","thinking":"Hm.","signature":"sig"}],\
                "tool_calls":[{"id":"toolu_1","type":"function","function":{"name":"look","arguments":"{\\"at\\":1.50}"}}]},\
                "finish_reason":"tool_calls"}]""");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getProvider()).isEqualTo("anthropic");
            assertThat(event.getResponseBody()).isEqualTo(client.body());
            assertThat(event.getPromptTokens()).isEqualTo(117);
            assertThat(event.getCompletionTokens()).isEqualTo(5);
            assertThat(event.getCacheReadTokens()).isEqualTo(100);
            assertThat(event.getCacheCreationTokens()).isEqualTo(7);
            assertThat(event.getFinishReason()).isEqualTo("tool_calls");
        }
    }

    @Test
    void whatIsKeptForAnHourIsToldApartAndCostsItsOwnPrice() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().send(head(200, "application/json")).chunk("""
                {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text","text":"Hi"}],
                 "stop_reason":"end_turn","usage":{"input_tokens":0,"cache_read_input_tokens":0,"cache_creation_input_tokens":7,
                 "cache_creation":{"ephemeral_5m_input_tokens":5,"ephemeral_1h_input_tokens":2},"output_tokens":0}}
                """).endChunks();

            assertThat(client.body())
                    .contains("\"cache_creation_tokens\":7,\"cache_creation_token_details\":"
                            + "{\"ephemeral_5m_input_tokens\":5,\"ephemeral_1h_input_tokens\":2}");
            assertThat(rig.lane().only(SuccessEvent.class).getCostNanoUsd()).isEqualTo(5 * 3750 + 2 * 6000);
        }
    }

    @Test
    void theStreamIsOneOfChunksWithOneEnd() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire()
                    .send(head(200, "text/event-stream"))
                    .chunk(event(
                            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"model\":"
                                    + "\"claude\",\"usage\":{\"input_tokens\":11,\"output_tokens\":1}}}"))
                    .chunk(event(
                            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\","
                                    + "\"thinking\":\"\"}}"))
                    .chunk(event("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\","
                            + "\"thinking\":\"Hm\"}}"))
                    .chunk(event(
                            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"signature_delta\","
                                    + "\"signature\":\"sig\"}}"))
                    .chunk(event("{\"type\":\"content_block_stop\",\"index\":0}") + event("{\"type\":\"ping\"}"))
                    .chunk(event("{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\","
                            + "\"text\":\"Hel\"}}"));

            assertThat(client.body()).contains("\"content\":\"Hel\"", "\"reasoning_content\":\"Hm\"");

            rig.wire()
                    .chunk(event("{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\","
                            + "\"text\":\"lo\"}}"))
                    .chunk(event(
                            "{\"type\":\"content_block_start\",\"index\":2,\"content_block\":{\"type\":\"tool_use\","
                                    + "\"id\":\"toolu_1\",\"name\":\"look\",\"input\":{}}}"))
                    .chunk(event(
                            "{\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"input_json_delta\","
                                    + "\"partial_json\":\"{\\\"at\\\"\"}}"))
                    .chunk(event(
                            "{\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"input_json_delta\","
                                    + "\"partial_json\":\":1}\"}}"))
                    .chunk(event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{"
                            + "\"output_tokens\":9}}"))
                    .chunk(event("{\"type\":\"message_stop\"}"))
                    .endChunks();

            assertThat(client.body().split("\"finish_reason\":\"", -1)).hasSize(2);
            assertThat(client.body()).contains("data: [DONE]\n\n").doesNotContain("usage");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBody())
                    .contains(
                            "\"content\":\"Hello\"",
                            "\"signature\":\"sig\"",
                            "\"arguments\":\"{\\\"at\\\":1}\"",
                            "\"finish_reason\":\"tool_calls\"");
            assertThat(event.getTotalTokens()).isEqualTo(20);
        }
    }

    @Test
    void usageIsToldToWhoAsksForIt() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.stream()
                    .replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
            rig.wire()
                    .send(head(200, "text/event-stream"))
                    .chunk(event(
                            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"claude\",\"usage\":{"
                                    + "\"input_tokens\":11,\"output_tokens\":1}}}"))
                    .chunk(event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{"
                            + "\"output_tokens\":9}}"))
                    .chunk(event("{\"type\":\"message_stop\"}"))
                    .endChunks();

            assertThat(client.body()).contains("\"total_tokens\":20");
        }
    }

    @Test
    void whatTheProviderCannotDoIsRefusedBeforeItIsAsked() throws Exception {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain().replace("{\"model\"", "{\"seed\":7,\"model\""));

            assertThat(client.status()).isEqualTo("400");
            JsonValue.Obj error = json(client.body()).object("error");
            assertThat(error).isNotNull();
            assertThat(error.text("param")).isEqualTo("seed");
            assertThat(error.text("message")).contains("seed", "drop_params");
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("UNSUPPORTED");
            assertThat(event.getOrigin()).hasToString("client");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"litellm_settings: {drop_params: true}", "router_settings: {num_retries: 0}"})
    void whatTheProviderCannotDoIsLeftOutWhereTheConfigurationSaysSo(String settings) {
        boolean everywhere = settings.contains("drop_params");
        String own = everywhere ? CONFIG : CONFIG.replace("timeout: 5", "timeout: 5, drop_params: true");
        try (CallRig rig = new CallRig(own + settings + "\n")) {
            rig.call(CallRig.plain().replace("{\"model\"", "{\"seed\":7,\"model\""));

            assertThat(rig.wire().requests()).contains("\"max_tokens\":4096").doesNotContain("seed");
            rig.handle().clientGone();
        }
    }

    @Test
    void anOverloadedProviderIsAskedAgain() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire()
                    .send(head(529, "application/json"))
                    .chunk("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}")
                    .endChunks();
            rig.advance(Duration.ofMillis(1300));
            rig.wire()
                    .send(head(200, "application/json"))
                    .chunk(
                            "{\"id\":\"msg_2\",\"type\":\"message\",\"model\":\"claude\",\"content\":[{\"type\":\"text\","
                                    + "\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1,"
                                    + "\"output_tokens\":1}}")
                    .endChunks();

            assertThat(client.body()).contains("\"content\":\"Hi\"").doesNotContain("Overloaded");
        }
    }
}
