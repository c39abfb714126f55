package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses that their provider keeps are asked for where they are, by the key that got them. */
class KeptElsewhereTest {
    private static final String ANSWER = """
        {"id":"resp_1","object":"response","created_at":7,"status":"completed","error":null,"model":"gpt-5",
         "output":[{"type":"message","id":"m","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Hi"}]}],
         "usage":{"input_tokens":3,"output_tokens":2,"total_tokens":5}}""";

    private final Http http = new Http();
    private volatile String answer = ScriptedProvider.json(200, ANSWER);
    private ScriptedProvider provider;
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        provider = new ScriptedProvider((asked, wire) -> wire.write(answer));
        gateway = TestGateway.start("""
            model_list:
              - model_name: m
                litellm_params: {model: openai/gpt-5, api_base: "%1$s", api_key: sk-provider, responses_api: clients}
              - model_name: g
                litellm_params: {model: groq/x, api_base: "%1$s", api_key: sk-provider}
            callstream: {auth: {keys: [{key: sk-one}, {key: sk-two}]}}
            """.formatted(provider.apiBase()));
        http.post(
                gateway.url("/v1/responses"),
                "{\"model\":\"m\",\"input\":\"Hello\"}",
                "Authorization",
                "Bearer sk-one");
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> send(String method, String path, String key) {
        return http.send(HttpRequest.newBuilder(gateway.url(path))
                .header("Authorization", "Bearer " + key)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/responses/resp_1?include[]=x, GET /v1/responses/resp_1?include[]=x, aget_responses",
        "GET, /responses/resp_1/input_items?limit=2, GET /v1/responses/resp_1/input_items?limit=2, alist_input_items",
        "POST, /v1/responses/resp_1/cancel, POST /v1/responses/resp_1/cancel, acancel_responses",
        "DELETE, /v1/responses/resp_1, DELETE /v1/responses/resp_1, adelete_responses",
        "GET, /openai/v1/responses/resp_1, GET /v1/responses/resp_1, aget_responses",
        "POST, /openai/v1/responses/resp_1/cancel, POST /v1/responses/resp_1/cancel, acancel_responses",
        "GET, /groq/v1/responses/resp_1, GET /v1/responses/resp_1, pass_through_endpoint",
    })
    void theProviderIsAskedForIt(String method, String path, String sent, String callType) {
        HttpResponse<String> response = send(method, path.replace("[]", "%5B%5D"), "sk-one");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(ANSWER);
        assertThat(provider.asked().get(1).head())
                .startsWith(sent.replace("[]", "%5B%5D") + " HTTP/1.1\r\n")
                .contains("authorization: Bearer sk-provider")
                .doesNotContain("sk-one");
        SuccessEvent event = gateway.tape().await(SuccessEvent.class, 2).get(1);
        assertThat(event.getCallType()).isEqualTo(callType);
        assertThat(event.getDeploymentId())
                .isEqualTo(gateway.tape().all(SuccessEvent.class).get(0).getDeploymentId());
        assertThat(event.getResponseBody()).isEqualTo(ANSWER);
    }

    @Test
    void whatWasUsedCountsOnce() {
        send("GET", "/v1/responses/resp_1", "sk-one");

        List<SuccessEvent> events = gateway.tape().await(SuccessEvent.class, 2);
        assertThat(events.get(0).getTotalTokens()).isEqualTo(5);
        assertThat(events.get(1).getTotalTokens()).isNull();
        assertThat(events.get(1).getCostNanoUsd()).isNull();
    }

    @Test
    void whatWasDeletedIsGone() {
        send("DELETE", "/v1/responses/resp_1", "sk-one");
        gateway.tape().await(SuccessEvent.class, 2);

        HttpResponse<String> gone = send("GET", "/v1/responses/resp_1", "sk-one");

        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("response_not_found");
        assertThat(provider.asked()).hasSize(2);
    }

    @Test
    void othersAndUnknownIdsAreNotFound() {
        assertThat(send("GET", "/v1/responses/resp_1", "sk-two").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/v1/responses/resp_1", "sk-two").statusCode())
                .isEqualTo(404);
        assertThat(send("GET", "/v1/responses/resp_2", "sk-one").body()).contains("response_not_found");
        assertThat(http.get(gateway.url("/v1/responses/resp_1")).statusCode()).isEqualTo(401);
        assertThat(provider.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /openai/v1/responses/resp_1",
        "DELETE, /openai/v1/responses/resp_1",
        "GET, /openai/v1/responses/resp_1/input_items",
        "POST, /openai/v1/responses/resp_1/cancel",
        "GET, /openai/v1/responses/resp%5F1",
        "GET, /openai/v1/%72esponses/resp_1",
        "GET, /openai/v1/Responses//resp_1",
        "GET, /openai/v1/responses/resp_1/",
        "GET, /openai/v1/responses;a=b/resp_1",
        "GET, /openai/v1/responses",
        "GET, /groq/v1/responses/resp_1",
        "DELETE, /groq/openai/v1/responses/resp_1",
    })
    void noPathThatPassesThroughLeadsToAnothersResponse(String method, String path) {
        assertThat(send(method, path, "sk-two").body()).contains("response_not_found");
        assertThat(provider.asked()).hasSize(1);
    }

    @Test
    void whatIsMadeByAPathThatPassesThroughIsForWhoMadeIt() {
        String asked = "{\"model\":\"x\",\"input\":\"Hello\"%s}";
        String again = asked.formatted(",\"previous_response_id\":\"resp_9\"");
        answer = ScriptedProvider.json(200, ANSWER.replace("resp_1", "resp_9"));
        post("/groq/v1/responses", asked.formatted(""), "sk-two");
        gateway.tape().await(SuccessEvent.class, 2);

        assertThat(send("GET", "/groq/v1/responses/resp_9", "sk-one").statusCode())
                .isEqualTo(404);
        assertThat(post("/groq/v1/responses", again, "sk-one").body()).contains("previous_response_not_found");
        assertThat(post("/groq/v1/responses/compact", again, "sk-one").body()).contains("previous_response_not_found");
        assertThat(provider.asked()).hasSize(2);
        assertThat(send("GET", "/groq/v1/responses/resp_9", "sk-two").statusCode())
                .isEqualTo(200);
        assertThat(post("/groq/v1/responses", again, "sk-two").statusCode()).isEqualTo(200);
        assertThat(send("DELETE", "/groq/v1/responses/resp_9", "sk-two").statusCode())
                .isEqualTo(200);
        gateway.tape().await(SuccessEvent.class, 5);
        assertThat(send("GET", "/groq/v1/responses/resp_9", "sk-two").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aStreamThatPassesThroughIsForWhoMadeIt() {
        answer = ScriptedProvider.answer(
                200,
                "text/event-stream",
                "data: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_8\"}}\n\ndata: [DONE]\n\n");
        post("/groq/v1/responses", "{\"model\":\"x\",\"input\":\"Hello\",\"stream\":true}", "sk-two");
        gateway.tape().await(SuccessEvent.class, 2);

        assertThat(send("GET", "/groq/v1/responses/resp_8", "sk-two").statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/groq/v1/responses/resp_8", "sk-one").statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> post(String path, String body, String key) {
        return http.post(gateway.url(path), body, "Authorization", "Bearer " + key);
    }
}
