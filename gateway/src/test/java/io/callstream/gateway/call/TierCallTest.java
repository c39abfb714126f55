package io.callstream.gateway.call;

import static io.callstream.gateway.call.ResponsesCallTest.chunked;
import static io.callstream.gateway.call.ResponsesCallTest.responses;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.anthropic.AnthropicApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call costs what its provider says that it was served as, whatever form the client and the provider speak. */
class TierCallTest {
    private static final String PRICES = "input_cost_per_token: 1e-6, output_cost_per_token: 2e-6,"
            + " input_cost_per_token_priority: 3e-6, output_cost_per_token_priority: 4e-6,"
            + " input_cost_per_token_flex: 5e-7, output_cost_per_token_flex: 5e-7";

    private static String config(String params) {
        return """
            model_list:
              - model_name: m
                litellm_params: {%s, api_base: "http://one.example", timeout: 5, %s}
            router_settings: {num_retries: 0}
            """.formatted(params, PRICES);
    }

    private static final String BEDROCK = "model: bedrock/converse/x, aws_region_name: us-east-1,"
            + " aws_access_key_id: AKIDEXAMPLE, aws_secret_access_key: s3cr3t,"
            + " aws_bedrock_runtime_endpoint: \"http://one.example\"";

    /** What one prompt token and one completion token cost. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        model: anthropic/x, api_key: k | {"type":"message","id":"1","model":"x","content":[],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1,"service_tier":"standard"}} | 3000
        model: anthropic/x, api_key: k | {"type":"message","id":"1","model":"x","content":[],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1,"service_tier":"priority"}} | 7000
        model: gemini/x, api_key: k | {"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1,"trafficType":"ON_DEMAND_PRIORITY"}} | 7000
        model: gemini/x, api_key: k | {"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1,"trafficType":"ON_DEMAND"}} | 3000
        BEDROCK | {"output":{"message":{"role":"assistant","content":[{"text":"x"}]}},"stopReason":"end_turn","usage":{"inputTokens":1,"outputTokens":1},"serviceTier":{"type":"priority"}} | 7000
        model: openai/responses/x, api_key: k | {"object":"response","id":"1","status":"completed","model":"x","output":[],"service_tier":"priority","usage":{"input_tokens":1,"output_tokens":1}} | 7000
        model: openai/x, api_key: k | {"id":"1","choices":[{"index":0,"message":{"content":"x"},"finish_reason":"stop"}],"service_tier":"priority","usage":{"prompt_tokens":1,"completion_tokens":1}} | 7000
        """)
    void everyClientPaysWhatTheProviderSays(String params, String answer, long nano) {
        String yaml = config(params.equals("BEDROCK") ? BEDROCK : params);
        String messages = "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":9";
        String asked = "{\"model\":\"m\",\"service_tier\":\"flex\",";
        try (CallRig chat = new CallRig(yaml);
                CallRig anthropic = new CallRig(yaml);
                CallRig responses = new CallRig(yaml)) {
            chat.call(asked + messages + "}");
            anthropic.call(new AnthropicApi(), "/v1/messages", asked + messages + "}");
            responses(responses, asked + "\"input\":\"x\"}");

            assertThat(cost(chat, answer)).isEqualTo(nano);
            assertThat(cost(anthropic, answer)).isEqualTo(nano);
            assertThat(cost(responses, answer)).isEqualTo(nano);
        }
    }

    private static long cost(CallRig rig, String answer) {
        answer(rig, "application/json", answer);
        return rig.lane().only(SuccessEvent.class).getCostNanoUsd();
    }

    private static void answer(CallRig rig, String type, String body) {
        rig.wire().send(chunked(type)).chunk(body).endChunks();
    }

    @Test
    void aStreamTellsItsTierToTheClient() {
        try (CallRig rig = new CallRig(config("model: anthropic/x, api_key: k"))) {
            RecordingClient client = rig.call(CallRig.stream()
                    .replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
            answer(rig, "text/event-stream", """
                    data: {"type":"message_start","message":{"id":"1","model":"x","usage":{"input_tokens":1,"service_tier":"standard","speed":"fast"}}}

                    data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}

                    data: {"type":"message_stop"}

                    """);

            assertThat(client.body()).contains("\"service_tier\":\"fast\"");
            assertThat(rig.lane().only(SuccessEvent.class).getCostNanoUsd())
                    .as("without a price for what is fast, what has priority costs so")
                    .isEqualTo(7000);
        }
    }

    @Test
    void geminisHeadSaysHowACallIsServed() {
        try (CallRig rig = new CallRig(config("model: gemini/x, api_key: k"))) {
            rig.call(
                    "{\"model\":\"m\",\"service_tier\":\"priority\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
            rig.wire()
                    .send(chunked("application/json\r\nx-gemini-service-tier: standard"))
                    .chunk("""
                        {"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}],
                         "usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1}}""")
                    .endChunks();

            assertThat(rig.lane().only(SuccessEvent.class).getCostNanoUsd()).isEqualTo(3000);
        }
    }

    @Test
    void geminiIsAskedForTheTier() {
        try (CallRig rig = new CallRig(config("model: gemini/x, api_key: k"))) {
            rig.call(
                    "{\"model\":\"m\",\"service_tier\":\"priority\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");

            assertThat(rig.wire().requests()).contains("\"serviceTier\":\"priority\"");
        }
    }

    @Test
    void picturesThatGeminiDrawsAreToldAndPaid() {
        String config = config("model: gemini/x, api_key: k, output_cost_per_image_token: 3e-5");
        String answer = """
            {"candidates":[{"content":{"parts":[{"text":"Here."},{"inlineData":{"mimeType":"image/png","data":"aQ=="}},
             {"thought":true,"inlineData":{"mimeType":"image/png","data":"bm8="}}]},"finishReason":"STOP"}],
             "usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1291,"totalTokenCount":1292,
             "candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1290}]}}""";
        try (CallRig plain = new CallRig(config);
                CallRig stream = new CallRig(config)) {
            String asked =
                    "{\"model\":\"m\",\"modalities\":[\"text\",\"image\"],\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";
            RecordingClient once = plain.call(asked + "}");
            RecordingClient streamed = stream.call(asked + ",\"stream\":true}");
            answer(plain, "application/json", answer);
            answer(stream, "text/event-stream", "data: " + answer.replace("\n", "") + "\n\n");

            assertThat(plain.wire().requests()).contains("\"responseModalities\":[\"TEXT\",\"IMAGE\"]");
            assertThat(once.body())
                    .contains("\"content\":\"Here.\"", "\"images\":[{\"type\":\"image_url\",\"index\":0,")
                    .contains("\"url\":\"data:image/png;base64,aQ==\"")
                    .doesNotContain("bm8=");
            assertThat(streamed.body()).contains("\"delta\":{\"images\":[{\"type\":\"image_url\",\"index\":0,");
            long paid = 1000 + 2000 + 1290 * 30_000L;
            assertThat(plain.lane().only(SuccessEvent.class).getCostNanoUsd()).isEqualTo(paid);
            assertThat(stream.lane().only(SuccessEvent.class).getCostNanoUsd()).isEqualTo(paid);
        }
    }
}
