package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moderations, images, speech and rankings: passed to the deployment's provider, told and paid like other calls. */
class OtherEndpointsTest {
    private final Http http = new Http();

    @ParameterizedTest
    @CsvSource({
        "/v1/moderations, amoderation, /v1/moderations",
        "/moderations, amoderation, /v1/moderations",
        "/v1/images/generations, aimage_generation, /v1/images/generations",
        "/v1/rerank, arerank, /v1/rerank",
        "/rerank, arerank, /v1/rerank",
        "/v2/rerank, arerank, /v1/rerank",
    })
    void theRequestReachesTheProviderUnderItsOwnNameOfTheModel(String path, String callType, String asked)
            throws IOException {
        try (ScriptedProvider provider =
                        ScriptedProvider.answering(ScriptedProvider.json(200, "{\"results\":[{\"flagged\":false}]}"));
                TestGateway gateway = TestGateway.to(provider.apiBase(), "its-name")) {
            HttpResponse<String> response =
                    http.post(gateway.url(path), "{\"model\":\"m\",\"input\":\"x\",\"query\":\"q\",\"n\":2}");

            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            assertThat(response.body()).isEqualTo("{\"results\":[{\"flagged\":false}]}");
            assertThat(provider.asked().get(0).head()).startsWith("POST " + asked + " HTTP/1.1");
            assertThat(provider.asked().get(0).body())
                    .isEqualTo("{\"model\":\"its-name\",\"input\":\"x\",\"query\":\"q\",\"n\":2}");
            assertThat(event.getCallType()).isEqualTo(callType);
            assertThat(event.getParameters()).isEqualTo("{\"n\":2}");
            assertThat(event.getResponseBody()).isEqualTo(response.body());
            assertThat(event.getUsageSource()).isEqualTo("unknown");
        }
    }

    @Test
    void aModerationNeedsNoModel() throws IOException {
        try (ScriptedProvider provider =
                        ScriptedProvider.answering(ScriptedProvider.json(200, "{\"results\":[{\"flagged\":false}]}"));
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), "")) {
            HttpResponse<String> response = http.post(gateway.url("/v1/moderations"), "{\"input\":\"x\"}");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(provider.asked().get(0).body())
                    .isEqualTo("{\"model\":\"omni-moderation-latest\",\"input\":\"x\"}");
            assertThat(gateway.tape().await(SuccessEvent.class).getModelGroup()).isEqualTo("omni-moderation-latest");
        }
    }

    @Test
    void imagesArePaidByTheirNumberAndSize() throws IOException {
        String made = "{\"created\":1,\"data\":[{\"url\":\"a\"},{\"url\":\"b\"}]}";
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, made));
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), "")) {
            HttpResponse<String> response = http.post(
                    gateway.url("/v1/images/generations"),
                    "{\"model\":\"dall-e-3\",\"prompt\":\"a cat\",\"size\":\"1024x1792\",\"quality\":\"hd\"}");

            assertThat(gateway.tape().await(SuccessEvent.class).getCostNanoUsd())
                    .isEqualTo(240_000_000L);
            assertThat(response.headers().firstValue("x-litellm-response-cost")).hasValue("0.24");
        }
    }

    @Test
    void rankingsArePaidByTheSearchesThatTheProviderCounted() throws IOException {
        String ranked = "{\"results\":[],\"meta\":{\"billed_units\":{\"search_units\":3}}}";
        String price = "input_cost_per_query: 0.002";
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, ranked));
                TestGateway gateway = TestGateway.start(yaml(provider.apiBase(), price))) {
            http.post(gateway.url("/v1/rerank"), "{\"model\":\"m\",\"query\":\"q\",\"documents\":[\"d\"]}");

            assertThat(gateway.tape().await(SuccessEvent.class).getCostNanoUsd())
                    .isEqualTo(6_000_000L);
        }
    }

    @Test
    void soundReachesTheClientByteForByteAndIsToldByItsHash() throws Exception {
        byte[] sound = new byte[100_000];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (byte) (i * 31);
        }
        String head = "HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nContent-Length: 100000\r\n\r\n";
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) -> {
                    wire.write(head);
                    wire.write(sound);
                });
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), "")) {
            HttpResponse<byte[]> response = speak(gateway.url("/v1/audio/speech"));

            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            assertThat(response.body()).isEqualTo(sound);
            assertThat(response.headers().firstValue("content-type")).hasValue("audio/mpeg");
            assertThat(response.headers().firstValue("content-length")).hasValue("100000");
            assertThat(event.getCallType()).isEqualTo("aspeech");
            assertThat(event.getResponseBody())
                    .startsWith("{\"object\":\"body\",\"content_type\":\"audio/mpeg\",\"bytes\":100000,\"sha256\":\"")
                    .hasSizeLessThan(200);
            assertThat(event.getCostNanoUsd()).isEqualTo(5 * 15_000L);
        }
    }

    private static HttpResponse<byte[]> speak(URI url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"tts-1\",\"input\":\"Grüße\",\"voice\":\"alloy\"}"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void eventsOfSoundPassThroughAndTellTheirUsage() throws IOException {
        String done =
                "data: {\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":14,\"output_tokens\":101}}\n\n";
        String events = "data: {\"type\":\"speech.audio.delta\",\"audio\":\"AAAA\"}\n\n" + done;
        try (ScriptedProvider provider =
                        ScriptedProvider.answering(ScriptedProvider.answer(200, "text/event-stream", events));
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), "")) {
            HttpResponse<String> response = http.post(
                    gateway.url("/v1/audio/speech"),
                    "{\"model\":\"gpt-4o-mini-tts\",\"input\":\"x\",\"stream_format\":\"sse\"}");

            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            assertThat(response.body()).isEqualTo(events);
            assertThat(event.getPromptTokens()).isEqualTo(14);
            assertThat(event.getCompletionTokens()).isEqualTo(101);
            assertThat(event.getCostNanoUsd()).isEqualTo(14 * 600L + 101 * 12_000L);
        }
    }

    @Test
    void anErrorOfTheProviderReachesTheClientAndIsToldAsOne() throws IOException {
        String error = "{\"error\":{\"message\":\"no such voice\",\"type\":\"invalid_request_error\"}}";
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(400, error));
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), "")) {
            HttpResponse<String> response =
                    http.post(gateway.url("/v1/audio/speech"), "{\"model\":\"tts-1\",\"input\":\"x\"}");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).isEqualTo(error);
            assertThat(gateway.tape().await(FailureEvent.class).getErrorCode()).isEqualTo("PROVIDER_REJECTED");
        }
    }

    @Test
    void aProviderOfAnotherFormIsNotAskedWhatItDoesNotKnow() throws IOException {
        String yaml = """
            model_list:
              - model_name: m
                litellm_params: {model: anthropic/claude, api_base: "http://127.0.0.1:9", api_key: sk-provider}
            """;
        try (TestGateway gateway = TestGateway.start(yaml)) {
            HttpResponse<String> response =
                    http.post(gateway.url("/v1/images/generations"), "{\"model\":\"m\",\"prompt\":\"x\"}");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("Anthropic's models answer chat completions only");
            assertThat(gateway.tape().await(PreCallEvent.class).getCallType()).isEqualTo("aimage_generation");
        }
    }

    @Test
    void azuresPathsNameTheDeploymentAndTakeTheKeyInItsHeader() throws IOException {
        String keys = "general_settings: {master_key: sk-master}\n";
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, "{\"data\":[]}"));
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), keys)) {
            String path = "/openai/deployments/dall-e-3/images/generations?api-version=2024-10-21";
            HttpResponse<String> refused = http.post(gateway.url(path), "{\"prompt\":\"x\"}");
            HttpResponse<String> response = http.post(gateway.url(path), "{\"prompt\":\"x\"}", "api-key", "sk-master");

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(provider.asked().get(0).body()).isEqualTo("{\"model\":\"dall-e-3\",\"prompt\":\"x\"}");
        }
    }

    private static String yaml(String apiBase, String more) {
        return """
            model_list:
              - model_name: m
                litellm_params:
                  model: openai/ranker
                  api_base: %s
                  api_key: sk-provider
                  num_retries: 0
                  %s
            """.formatted(apiBase, more);
    }
}
