package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.anthropic.AnthropicApi;
import io.callstream.gateway.dialect.vertex.FakeGoogle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Models on Vertex AI, whose calls need a token of a Google account. */
class VertexCallTest {
    private static final String ANSWER = """
        {"candidates":[{"content":{"role":"model","parts":[{"text":"Hi"}]},"finishReason":"STOP"}],
         "usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":1},"modelVersion":"gemini-2.5-flash","responseId":"r1"}
        """;
    private static final String MESSAGE = """
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text","text":"Hi"}],
         "stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":1}}""";

    private final FakeGoogle google = new FakeGoogle();

    @AfterEach
    void stop() {
        google.close();
    }

    private String config(String model, String more) {
        return """
            model_list:
              - model_name: m
                litellm_params:
                  model: vertex_ai/%s
                  vertex_credentials: '%s'
                  api_base: http://one.example
                  timeout: 5
            %s
            router_settings: {num_retries: 0}
            """.formatted(model, google.credentials(), more.indent(6).stripTrailing());
    }

    private static String head(String type) {
        return "HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\ntransfer-encoding: chunked\r\n\r\n";
    }

    @Test
    void geminisModelsAreAskedInTheProjectWithAToken() {
        try (CallRig rig = new CallRig(config("gemini-2.5-flash", "vertex_location: europe-west4"))) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().send(head("application/json")).chunk(ANSWER).endChunks();

            assertThat(rig.wire().requests())
                    .contains(
                            "POST /v1beta1/projects/a-project/locations/europe-west4/publishers/google/models/"
                                    + "gemini-2.5-flash:generateContent HTTP/1.1",
                            "authorization: Bearer token-1\r\n",
                            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello\"}]}]}");
            assertThat(client.body()).contains("\"content\":\"Hi\"");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getProvider()).isEqualTo("vertex_ai");
            assertThat(event.getPromptTokens()).isEqualTo(3);
        }
    }

    @Test
    void severalCallsShareAToken() {
        try (CallRig rig = new CallRig(config("gemini-2.5-flash", ""))) {
            for (int i = 0; i < 3; i++) {
                rig.call(CallRig.plain());
                rig.wire().send(head("application/json")).chunk(ANSWER).endChunks();
            }
            assertThat(google.tokens()).isEqualTo(1);
        }
    }

    @Test
    void claudesModelsGetAnthropicsBodyWithTheModelInThePath() {
        try (CallRig rig = new CallRig(config("claude-sonnet-4-5@20250929", "vertex_project: other"))) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().send(head("application/json")).chunk(MESSAGE).endChunks();

            assertThat(rig.wire().requests())
                    .contains(
                            "POST /v1/projects/other/locations/us-central1/publishers/anthropic/models/"
                                    + "claude-sonnet-4-5%4020250929:rawPredict HTTP/1.1",
                            "authorization: Bearer token-1\r\n",
                            "{\"anthropic_version\":\"vertex-2023-10-16\",\"max_tokens\":4096,\"messages\":[")
                    .doesNotContain("\"model\"", "anthropic-version:");
            assertThat(client.body()).contains("\"content\":\"Hi\"");
        }
    }

    @Test
    void anthropicsClientsGetClaudesStreamAsItComes() {
        try (CallRig rig = new CallRig(config("claude-sonnet-4-5", ""))) {
            RecordingClient client = rig.call(
                    new AnthropicApi(),
                    "/v1/messages",
                    "{\"model\":\"m\",\"max_tokens\":5,\"top_k\":3,\"stream\":true,"
                            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
            String stop = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
            rig.wire().send(head("text/event-stream")).chunk("""
                    event: message_start
                    data: {"type":"message_start","message":{"id":"msg_1","type":"message","usage":{"input_tokens":3}}}

                    """).chunk(stop).endChunks();

            assertThat(rig.wire().requests())
                    .contains(
                            ":streamRawPredict HTTP/1.1",
                            "{\"anthropic_version\":\"vertex-2023-10-16\",\"max_tokens\":5,\"top_k\":3,\"stream\":true,");
            assertThat(client.body()).contains(stop);
        }
    }

    @Test
    void anAccountThatGetsNoTokenIsAnErrorOfTheCallersForm() {
        google.refuse(400);
        try (CallRig rig = new CallRig(config("gemini-2.5-flash", ""))) {
            RecordingClient client = rig.call(CallRig.plain());

            assertThat(client.status()).isEqualTo("401");
            assertThat(client.body()).startsWith("{\"error\":{\"message\":\"The gateway has no credentials");
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("PROVIDER_CREDENTIALS");
            assertThat(event.getMessage()).contains("Google gave no token for the account: 400 (invalid_grant)");
        }
    }

    @Test
    void aTokenEndpointThatIsNotThereIsSaidToBe() {
        google.close();
        try (CallRig rig = new CallRig(config("gemini-2.5-flash", ""))) {
            RecordingClient client = rig.call(CallRig.plain());

            assertThat(client.status()).isEqualTo("401");
            assertThat(rig.lane().only(FailureEvent.class).getMessage())
                    .contains("token endpoint could not be reached");
        }
    }

    @Test
    void aKeyTakesThePlaceOfAnAccount() {
        try (CallRig rig = new CallRig(config("gemini-2.5-flash", "api_key: key-1"))) {
            rig.call(CallRig.plain());
            rig.wire().send(head("application/json")).chunk(ANSWER).endChunks();

            assertThat(rig.wire().requests()).contains("x-goog-api-key: key-1").doesNotContain("authorization");
            assertThat(google.tokens()).isZero();
        }
    }
}
