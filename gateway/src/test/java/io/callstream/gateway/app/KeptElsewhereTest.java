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
    private ScriptedProvider provider;
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        provider = ScriptedProvider.answering(ScriptedProvider.json(200, ANSWER));
        gateway = TestGateway.start("""
            model_list:
              - model_name: m
                litellm_params: {model: openai/gpt-5, api_base: "%s", api_key: sk-provider, responses_api: clients}
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
}
