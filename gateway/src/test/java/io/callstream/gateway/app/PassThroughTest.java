package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that are passed through as they come: those of the configuration, and those of providers with a deployment's key. */
class PassThroughTest {
    private static final String KEY = "Bearer sk-master";
    private final Http http = new Http();

    @Test
    void whatIsSentToAPathGoesToItsTargetWithItsHeaders() throws IOException {
        try (ScriptedProvider target = ScriptedProvider.answering(ScriptedProvider.json(200, "[1,2]"));
                TestGateway gateway =
                        gateway(target.port(), "/bria", "include_subpath: true, cost_per_request: 0.25")) {
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(gateway.url("/bria/v1/x?a=1&key=2"))
                    .header("Authorization", KEY)
                    .header("Content-Type", "text/xml")
                    .header("x-own", "mine")
                    .PUT(HttpRequest.BodyPublishers.ofString("<a/>"))
                    .build());

            assertThat(response.body()).isEqualTo("[1,2]");
            assertThat(target.asked().get(0).head())
                    .startsWith("PUT /base/v1/x?a=1&key=2 HTTP/1.1\r\n")
                    .contains("content-type: text/xml", "api_token: secret-token")
                    .doesNotContain("sk-master", "x-own");
            assertThat(target.asked().get(0).body()).isEqualTo("<a/>");
            PreCallEvent before = gateway.tape().await(PreCallEvent.class);
            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            assertThat(before.getCallType()).isEqualTo("pass_through_endpoint");
            assertThat(before.getRequestBody()).contains("\"content_type\":\"text/xml\",\"bytes\":4");
            assertThat(event.getProvider()).isEqualTo("pass_through");
            assertThat(event.getCostNanoUsd()).isEqualTo(250_000_000L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', ?format=a+b&version=v1",
        "?version=2, ?version=2&format=a+b",
        "?x=1&form%61t=json, ?x=1&form%61t=json&version=v1",
    })
    void whatAQueryDoesNotSayIsAdded(String query, String sent) throws IOException {
        try (ScriptedProvider target = ScriptedProvider.answering(ScriptedProvider.json(200, "{}"));
                TestGateway gateway =
                        gateway(target.port(), "/x", "default_query_params: {version: v1, format: a b}")) {
            http.post(gateway.url("/x" + query), "{}", "Authorization", KEY);

            assertThat(target.asked().get(0).head()).contains(sent + " HTTP/1.1\r\n");
        }
    }

    @Test
    void harmlessHeadersGoAlongWhereThatIsSaid() throws IOException {
        try (ScriptedProvider target = ScriptedProvider.answering(ScriptedProvider.json(200, "{}"));
                TestGateway gateway = gateway(target.port(), "/x", "forward_headers: true")) {
            http.post(
                    gateway.url("/x"),
                    "{}",
                    "Authorization",
                    KEY,
                    "x-own",
                    "mine",
                    "cookie",
                    "c=d",
                    "api_token",
                    "forged");

            assertThat(target.asked().get(0).head())
                    .contains("x-own: mine", "api_token: secret-token")
                    .doesNotContain("sk-master", "c=d", "forged");
        }
    }

    @Test
    void aKeyGoesNowhereWhateverItsHeaderIsCalled() throws IOException {
        try (ScriptedProvider target = ScriptedProvider.answering(ScriptedProvider.json(200, "{}"));
                TestGateway gateway = TestGateway.start(yaml(target.port(), "/x", "forward_headers: true")
                        .replace("master_key:", "litellm_key_header_name: X-Own-Key\n  master_key:"))) {
            http.post(gateway.url("/x"), "{}", "x-own-key", KEY, "x-own", "mine");

            assertThat(target.asked().get(0).head()).contains("x-own: mine").doesNotContain("sk-master");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x/../secret",
                "/x/%2e%2e/secret",
                "/x/.%2E/a",
                "/x/a/..",
                "/x/a%2f..%2fb",
                "/x/a/..;/b",
                "/xy/a"
            })
    void nothingLeadsOutOfTheTargetsPath(String path) throws IOException {
        try (ScriptedProvider target = ScriptedProvider.answering(ScriptedProvider.json(200, "{}"));
                TestGateway gateway = gateway(target.port(), "/x", "include_subpath: true")) {
            String head = " HTTP/1.1\r\nHost: a\r\nAuthorization: " + KEY + "\r\nConnection: close\r\n\r\n";
            String answer;
            try (RawClient client = new RawClient(gateway.port())) {
                answer = client.write("GET " + path + head).readAll();
            }

            assertThat(answer).startsWith("HTTP/1.1 404");
            assertThat(target.asked()).isEmpty();
        }
    }

    @Test
    void aPathNeedsAKey() throws IOException {
        try (ScriptedProvider target = ScriptedProvider.answering(ScriptedProvider.json(200, "{}"));
                TestGateway gateway = gateway(target.port(), "/x", "auth: true")) {
            assertThat(http.post(gateway.url("/x"), "{}").statusCode()).isEqualTo(401);
            assertThat(target.asked()).isEmpty();
            assertThatThrownBy(() -> gateway(1, "/x", "auth: false"))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("auth: is false (expected true");
        }
    }

    @Test
    void anErrorOfTheTargetReachesTheClientWithoutItsKey() throws IOException {
        String error = "{\"error\":\"bad token secret-token\"}";
        try (ScriptedProvider target = ScriptedProvider.answering(ScriptedProvider.json(403, error));
                TestGateway gateway = gateway(target.port(), "/x", "auth: true")) {
            HttpResponse<String> response = http.post(gateway.url("/x"), "{}", "Authorization", KEY);

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).isEqualTo("{\"error\":\"bad token ************\"}");
            assertThat(gateway.tape().await(FailureEvent.class).getHttpStatus()).isEqualTo(403);
        }
    }

    @Test
    void nothingIsAnswerEnough() throws IOException {
        try (ScriptedProvider target = ScriptedProvider.answering("HTTP/1.1 204 No Content\r\n\r\n");
                TestGateway gateway = gateway(target.port(), "/x", "methods: [DELETE]")) {
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(gateway.url("/x"))
                    .header("Authorization", KEY)
                    .DELETE()
                    .build());

            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(gateway.tape().await(SuccessEvent.class).getResponseBytes())
                    .isZero();
            assertThat(http.post(gateway.url("/x"), "{}", "Authorization", KEY).statusCode())
                    .isEqualTo(405);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/openai/v1/fine_tuning/jobs, POST /v1/fine_tuning/jobs, authorization: Bearer sk-openai",
        "/anthropic/v1/messages/batches, POST /v1/messages/batches, x-api-key: sk-anthropic",
        "/gemini/v1beta/models/g:countTokens?key=sk-master&a=b, POST /v1beta/models/g:countTokens?a=b, x-goog-api-key: sk-gemini",
    })
    void providersPathsArePassedThroughWithADeploymentsKey(String path, String sent, String key) throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, "{}"));
                TestGateway gateway = TestGateway.start(providers(provider, ""))) {
            HttpResponse<String> response = http.post(gateway.url(path), "{}", "Authorization", KEY);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(provider.asked().get(0).head())
                    .startsWith(sent + " HTTP/1.1\r\n")
                    .contains(key)
                    .doesNotContain("sk-master");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/anthropic/v1/x | {\"type\":\"error\",\"error\":{\"type\":\"authentication_error\"",
                "/gemini/v1beta/models/g:countTokens | {\"error\":{\"code\":401,\"message\":",
                "/openai/v1/fine_tuning/jobs | {\"error\":{\"message\":"
            })
    void errorsAreInTheFormOfTheProvidersClients(String path, String begins) throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, "{}"));
                TestGateway gateway = TestGateway.start(providers(provider, ""))) {
            HttpResponse<String> response = http.post(gateway.url(path), "{}");

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).startsWith(begins);
        }
    }

    @Test
    void geminisClientsMayPutTheirKeyIntoTheQuery() throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, "{}"));
                TestGateway gateway = TestGateway.start(providers(provider, ""))) {
            String path = "/gemini/v1beta/models/g:countTokens?key=";

            assertThat(http.post(gateway.url(path + "sk-master"), "{}").statusCode())
                    .isEqualTo(200);
            assertThat(http.post(gateway.url(path + "sk-wrong"), "{}").statusCode())
                    .isEqualTo(401);
            assertThat(http.post(gateway.url("/openai/v1/x?key=sk-master"), "{}")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(provider.asked())
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.head())
                            .contains("x-goog-api-key: sk-gemini")
                            .doesNotContain("sk-master"));
        }
    }

    @Test
    void eventsOfAProviderPassThroughAndArePaid() throws IOException {
        String events =
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7,\"output_tokens\":1}}}\n\n"
                        + "event: message_delta\ndata: {\"type\":\"message_delta\",\"usage\":{\"input_tokens\":7,\"output_tokens\":9}}\n\n";
        try (ScriptedProvider provider =
                        ScriptedProvider.answering(ScriptedProvider.answer(200, "text/event-stream", events));
                TestGateway gateway = TestGateway.start(providers(provider, ""))) {
            HttpResponse<String> response = http.post(
                    gateway.url("/anthropic/v2/complete"),
                    "{\"model\":\"claude\",\"stream\":true}",
                    "Authorization",
                    KEY,
                    "anthropic-version",
                    "2026-10-21");

            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            assertThat(response.body()).isEqualTo(events);
            assertThat(provider.asked().get(0).head()).containsOnlyOnce("anthropic-version: 2026-10-21");
            assertThat(event.getPromptTokens()).isEqualTo(7);
            assertThat(event.getCompletionTokens()).isEqualTo(9);
            assertThat(event.getCostNanoUsd()).isEqualTo(7 * 1000 + 9 * 2000);
        }
    }

    @Test
    void providersThatAreNotNamedAreNotPassedThroughTo() throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, "{}"));
                TestGateway gateway =
                        TestGateway.start(providers(provider, "callstream: {pass_through_providers: [gemini]}\n"))) {
            assertThat(http.post(gateway.url("/anthropic/v1/x"), "{}", "Authorization", KEY)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(http.post(gateway.url("/gemini/v1/x"), "{}", "Authorization", KEY)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static TestGateway gateway(int port, String path, String more) {
        return TestGateway.start(yaml(port, path, more));
    }

    private static String yaml(int port, String path, String more) {
        return """
            general_settings:
              master_key: sk-master
              pass_through_endpoints:
                - {path: %s, target: "http://127.0.0.1:%d/base", headers: {api_token: secret-token}, %s}
            model_list:
              - model_name: m
                litellm_params: {model: openai/m, api_base: "http://127.0.0.1:9/v1", api_key: sk-provider}
            """.formatted(path, port, more);
    }

    private static String providers(ScriptedProvider provider, String more) {
        return """
            %sgeneral_settings: {master_key: sk-master}
            model_list:
              - model_name: a
                litellm_params: {model: openai/gpt, api_base: "http://127.0.0.1:%d/v1", api_key: sk-openai}
              - model_name: b
                litellm_params:
                  model: anthropic/claude
                  api_base: http://127.0.0.1:%d
                  api_key: sk-anthropic
                  input_cost_per_token: 0.000001
                  output_cost_per_token: 0.000002
              - model_name: c
                litellm_params: {model: gemini/g, api_base: "http://127.0.0.1:%d", api_key: sk-gemini}
            """.formatted(more, provider.port(), provider.port(), provider.port());
    }
}
