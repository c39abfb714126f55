package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.openai.OpenAiApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of OpenAI's images and models of Google's that draw. */
class GeminiImagesTest {
    private static final String CONFIG = """
        model_list:
          - model_name: imagen
            litellm_params: {model: gemini/imagen-3.0-generate-001, api_key: k-1, api_base: "http://one.example", timeout: 5}
          - model_name: image
            litellm_params: {model: gemini/gemini-2.5-flash-image, api_key: k-1, api_base: "http://one.example", timeout: 5}
        router_settings: {num_retries: 0}
        """;

    private static RecordingClient asked(CallRig rig, String model, String more) {
        return rig.call(
                new OpenAiApi(),
                "/v1/images/generations",
                "{\"model\":\"" + model + "\",\"prompt\":\"A cat\"" + more + "}");
    }

    @Test
    void imagenPredicts() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client =
                    asked(rig, "imagen", ",\"n\":2,\"size\":\"1792x1024\",\"response_format\":\"b64_json\"");
            rig.wire().answer(200, """
                {"predictions":[{"mimeType":"image/png","bytesBase64Encoded":"AAAA"},
                 {"mimeType":"image/png","bytesBase64Encoded":"BBBB"}]}""");

            assertThat(rig.wire().requests())
                    .contains("POST /v1beta/models/imagen-3.0-generate-001:predict HTTP/1.1", "x-goog-api-key: k-1")
                    .endsWith(
                            "{\"instances\":[{\"prompt\":\"A cat\"}],\"parameters\":{\"sampleCount\":2,\"aspectRatio\":\"16:9\"}}");
            assertThat(client.body())
                    .isEqualTo("{\"created\":0,\"data\":[{\"b64_json\":\"AAAA\"},{\"b64_json\":\"BBBB\"}]}");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getCallType()).isEqualTo("aimage_generation");
            assertThat(event.getProvider()).isEqualTo("gemini");
            assertThat(event.getCostNanoUsd()).isEqualTo(2 * 40_000_000);
        }
    }

    @Test
    void geminiDrawsWithinAnAnswer() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = asked(rig, "image", ",\"size\":\"1024x1024\"");
            rig.wire().answer(200, """
                {"candidates":[{"content":{"parts":[{"text":"Here"},{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]},
                 "finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":1290,"totalTokenCount":1300,
                 "candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1290}]}}""");

            assertThat(rig.wire().requests())
                    .contains("POST /v1beta/models/gemini-2.5-flash-image:generateContent HTTP/1.1")
                    .endsWith("""
                        {"contents":[{"role":"user","parts":[{"text":"A cat"}]}],"generationConfig":\
                        {"responseModalities":["TEXT","IMAGE"],"imageConfig":{"aspectRatio":"1:1"}}}""");
            assertThat(client.body()).startsWith("{\"created\":0,\"data\":[{\"b64_json\":\"AAAA\"}],\"usage\":");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getTotalTokens()).isEqualTo(1300);
            assertThat(event.getCostNanoUsd()).isEqualTo(10 * 300 + 1290 * 30_000);
        }
    }

    @Test
    void aSizeNeedNotBeSaid() {
        try (CallRig rig = new CallRig(CONFIG)) {
            asked(rig, "image", ",\"size\":\"auto\"");
            asked(rig, "imagen", "");

            assertThat(rig.upstream().wires().get(0).requests())
                    .endsWith("\"generationConfig\":{\"responseModalities\":[\"TEXT\",\"IMAGE\"]}}");
            assertThat(rig.upstream().wires().get(1).requests()).endsWith("\"parameters\":{\"sampleCount\":1}}");
        }
    }

    @Test
    void anAnswerWithoutAnImageIsAnErrorThatSaysWhy() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = asked(rig, "imagen", "");
            rig.wire().answer(200, "{\"predictions\":[{\"raiFilteredReason\":\"Filtered by policy.\"}]}");

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains("no image: Filtered by policy.", "content_policy_violation");
            assertThat(rig.lane().only(FailureEvent.class).getProviderStatus()).isEqualTo(200);
        }
    }

    @Test
    void itsErrorsArePassedOn() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = asked(rig, "imagen", "");
            rig.wire()
                    .answer(
                            400,
                            "{\"error\":{\"code\":400,\"message\":\"bad prompt\",\"status\":\"INVALID_ARGUMENT\"}}");

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains("bad prompt");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "imagen, '\"quality\":\"hd\"', quality",
        "imagen, '\"size\":\"7x7\"', size",
        "imagen, '\"response_format\":\"url\"', response_format",
        "image, '\"n\":2', n",
    })
    void whatItCannotDoIsRefusedByName(String model, String field, String param) {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = asked(rig, model, "," + field);

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains("\"param\":\"" + param + "\"");
            assertThat(rig.upstream().wires()).isEmpty();
        }
    }
}
