package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths and keys that people's clients use. */
class PathsAndKeysTest {
    private static final String KEYS = """
            general_settings: {master_key: sk-client, litellm_key_header_name: X-Our-Key}
            """;
    private static final String NO_MODEL = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private final Http http = new Http();
    private SimulatedProvider provider;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        provider = SimulatedProvider.start();
        gateway = TestGateway.start("""
                model_list:
                  - model_name: plain-name
                    litellm_params: {model: openai/gpt-4o, api_base: "%1$s", api_key: sk-provider}
                  - model_name: org/team model
                    litellm_params: {model: openai/gpt-4o, api_base: "%1$s", api_key: sk-provider}
                  - model_name: groq/*
                    litellm_params: {model: openai/*, api_base: "%1$s", api_key: sk-provider}
                """.formatted(provider.apiBase()) + KEYS);
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    @ParameterizedTest
    @DisplayName("R13, R14: a key is taken from every header that clients put it in")
    @CsvSource({
        "api-key, sk-client",
        "x-api-key, sk-client",
        "x-goog-api-key, sk-client",
        "Ocp-Apim-Subscription-Key, sk-client",
        "X-Our-Key, sk-client",
        "X-Our-Key, Bearer sk-client",
        "Authorization, 'AWS4-HMAC-SHA256 Credential=Bearer sk-client/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host'",
        "Authorization, bearer sk-client",
        "x-litellm-api-key, Bearer sk-client"
    })
    void aKeyIsTakenFromEveryHeader(String header, String value) {
        HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("plain-name"), header, value);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(gateway.tape().await(SuccessEvent.class).getKeyAlias()).isEqualTo("master_key");
        assertThat(provider.received().get(0).header("authorization")).hasValue("Bearer sk-provider");
        assertThat(provider.received().get(0).header(header).orElse("")).doesNotContain("sk-client");
    }

    @Test
    @DisplayName("R13, R14: the first header decides, and a wrong key is wrong in every one")
    void theFirstHeaderDecides() {
        assertThat(post("/v1/chat/completions", "Authorization", "Bearer sk-x", "x-api-key", "sk-client"))
                .isEqualTo(401);
        assertThat(post("/v1/chat/completions", "Authorization", "Bearer sk-client", "x-api-key", "other"))
                .isEqualTo(200);
        assertThat(post("/v1/chat/completions", "api-key", "wrong")).isEqualTo(401);
    }

    @ParameterizedTest
    @DisplayName("R18, R27, R28: every path that clients call an endpoint by")
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/chat/completions",
                "/v1/chat/completions/",
                "/v1/chat/completions//",
                "/v1/chat/completions?api-version=1",
                "//v1/chat/completions",
                "/v1//chat/completions",
                "/openai/v1/chat/completions",
                "http://gw.local/v1/chat/completions",
                "HTTPS://gw.local:8443/v1/chat/completions/?x=/a//b",
                "/openai/deployments/plain-name/chat/completions?api-version=2024-10-21",
                "/openai/deployments/plain-name/chat/completions/",
                "/v1/engines/plain-name/chat/completions",
                "/engines/plain-name/chat/completions"
            })
    void everyPathIsTaken(String target) throws IOException {
        assertThat(raw(target, Asking.plain("plain-name"))).startsWith("HTTP/1.1 200 OK");
        assertThat(gateway.tape().await(SuccessEvent.class).getModelGroup()).isEqualTo("plain-name");
        assertThat(provider.received().get(0).uri()).isEqualTo("/v1/chat/completions");
    }

    @ParameterizedTest
    @DisplayName("R28: Azure's and the engines' paths name the model, which comes before the body's")
    @CsvSource({
        "/openai/deployments/plain-name/chat/completions, plain-name, gpt-4o",
        "/openai/deployments/org/team%20model/chat/completions, org/team model, gpt-4o",
        "/openai/deployments/org%2Fteam%20model/chat/completions, org/team model, gpt-4o",
        "/engines/groq/llama-3/chat/completions, groq/llama-3, llama-3",
        "/openai/deployments/plain-name/embeddings, plain-name, gpt-4o",
        "/openai/deployments/plain-name/completions, plain-name, gpt-4o",
    })
    void thePathNamesTheModel(String path, String group, String sent) throws IOException {
        assertThat(raw(path, NO_MODEL)).startsWith("HTTP/1.1 ");
        assertThat(raw(path, NO_MODEL.replace("{\"messages", "{\"model\":\"other\",\"messages")))
                .startsWith("HTTP/1.1 ");
        assertThat(raw(path, "{\"no-log\":true}")).startsWith("HTTP/1.1 ");

        assertThat(gateway.tape().await(PreCallEvent.class, 3))
                .extracting(PreCallEvent::getModelGroup)
                .containsOnly(group);
        assertThat(provider.received().get(0).requestText())
                .isEqualTo("{\"model\":\"" + sent + "\"," + NO_MODEL.substring(1));
        assertThat(provider.received().get(1).requestText())
                .isEqualTo("{\"model\":\"" + sent + "\"," + NO_MODEL.substring(1));
        assertThat(provider.received().get(2).requestText()).isEqualTo("{\"model\":\"" + sent + "\"}");
    }

    @ParameterizedTest
    @DisplayName("R32: a model is shown by its name, whatever is in it")
    @CsvSource({
        "/v1/models/plain-name, plain-name",
        "/models/plain-name/, plain-name",
        "/openai/v1/models/plain-name, plain-name",
        "/v1/models/org/team%20model, org/team model",
        "/v1/models/org%2fteam%20model, org/team model",
        "/v1/models/groq/llama-3, groq/llama-3",
        "/v1/models/groq/*, groq/*",
    })
    void aModelIsShown(String path, String name) throws IOException {
        assertThat(get(path))
                .startsWith("HTTP/1.1 200 OK")
                .contains("{\"id\":\"" + name + "\",\"object\":\"model\",\"created\":0,\"owned_by\":\"openai\"}");
    }

    @Test
    @DisplayName("R32: an unknown model is OpenAI's 404, and nobody without a key is told")
    void anUnknownModelIsNotFound() throws IOException {
        assertThat(get("/v1/models/nope%0a%1b[31m"))
                .startsWith("HTTP/1.1 404 ")
                .contains("The model `nope\\\\u000a\\\\u001b[31m` does not exist")
                .contains("\"param\":\"model\",\"code\":\"model_not_found\"");
        assertThat(http.get(gateway.url("/v1/models/plain-name")).statusCode()).isEqualTo(401);
        assertThat(http.get(gateway.url("/openai/models")).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @DisplayName("R32B: the list has the groups with a star, too")
    @ValueSource(
            strings = {"/v1/models", "/models", "/v1/models/", "/openai/v1/models", "/openai/models?api-version=1"})
    void theListHasAllGroups(String path) throws IOException {
        assertThat(get(path)).contains("\"id\":\"plain-name\"", "\"id\":\"org/team model\"", "\"id\":\"groq/*\"");
    }

    @Test
    @DisplayName("Cause 10: 404 names the path, bounded and without control characters")
    void notFoundNamesThePath() throws IOException {
        assertThat(get("/v1/assistants?key=secret"))
                .contains("no path /v1/assistants:")
                .doesNotContain("secret");
        assertThat(get("/" + "x".repeat(3_000))).contains("x".repeat(190)).doesNotContain("x".repeat(201));
        assertThat(get("/a\u0085b")).contains("/a").doesNotContain("\u0085");
        assertThat(raw("/openai/deployments/%zz/chat/completions", NO_MODEL)).startsWith("HTTP/1.1 404 ");
    }

    @Test
    @DisplayName("Cause 10: 404 names the model to the client, and not in the event")
    void notFoundNamesTheModel() throws IOException {
        String answer = raw(Asking.CHAT, Asking.plain("no\\u001b[2Jsuch"));

        assertThat(answer).startsWith("HTTP/1.1 404 ").contains("The model `no\\\\u001b[2Jsuch` does not exist");
        assertThat(gateway.tape().await(FailureEvent.class).getMessage()).doesNotContain("such");
    }

    @ParameterizedTest
    @DisplayName("Cause 10: every answer of the gateway's own has a request id")
    @CsvSource({
        "GET, /v1/models",
        "GET, /nowhere",
        "GET, /v1/chat/completions",
        "POST, /v1/chat/completions",
        "POST, /nowhere",
        "OPTIONS, /v1/models",
        "GET, /health/liveliness",
    })
    void everyAnswerHasARequestId(String method, String path) throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.write(method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

            assertThat(client.readUntil("\r\n\r\n")).containsOnlyOnce("x-request-id: ");
        }
    }

    @Test
    @DisplayName("Cause 10: a call's own id stands in for a provider's that is not there")
    void aCallHasItsIdAsRequestId() {
        HttpResponse<String> response =
                http.post(gateway.url(Asking.CHAT), Asking.plain("plain-name"), "x-api-key", "sk-client");

        assertThat(response.headers().allValues("x-request-id")).hasSize(1);
    }

    @Test
    @DisplayName("Cause 8: a byte order mark and any content type are taken, and JSON is sent")
    void aMarkAndAnyContentTypeAreTaken() {
        HttpResponse<String> response = http.post(
                gateway.url(Asking.CHAT),
                "\ufeff" + Asking.plain("plain-name"),
                "x-api-key",
                "sk-client",
                "Content-Type",
                "text/plain");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(provider.received().get(0).requestText()).startsWith("{\"model\":\"gpt-4o\"");
        assertThat(provider.received().get(0).header("content-type")).hasValue("application/json");
    }

    @Test
    @DisplayName(
            "Cause 11: fields meant for the gateway stay here, and an address or a key in the body changes nothing")
    void fieldsForTheGatewayStayHere() {
        String body = "{\"api_base\":\"http://127.0.0.1:9/evil\",\"api_key\":\"sk-evil\",\"base_url\":\"http://x\","
                + "\"model\":\"plain-name\",\"guardrails\":[\"pii\"],\"fallbacks\":[\"a\"],\"num_retries\":3,"
                + "\"cache\":{\"no-cache\":true},\"mock_response\":null,"
                + "\"prompt_variables\":{\"a\":1},\"prompt_label\":\"l\",\"prompt_version\":2,\"caching\":true,\"ttl\":5,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"temperature\":0,\"timeout\":5,\"extra_headers\":{\"a\":\"b\"}}";

        HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), body, "x-api-key", "sk-client");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(provider.received().get(0).requestText())
                .isEqualTo(
                        "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"temperature\":0}");
        assertThat(provider.received().get(0).header("authorization")).hasValue("Bearer sk-provider");
    }

    @Test
    @DisplayName("X15: a lookalike of a field never reaches a provider")
    void aLookalikeNeverReachesAProvider() throws IOException {
        String answer = raw(Asking.CHAT, "{\"model\":\"plain-name\",\"Model\":\"gpt-expensive\",\"messages\":[]}");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"param\":\"model\"");
        assertThat(provider.received()).isEmpty();
    }

    private int post(String path, String... headers) {
        return http.post(gateway.url(path), Asking.plain("plain-name"), headers).statusCode();
    }

    private String raw(String target, String body) throws IOException {
        return exchange(RawClient.post(target, body, "x-api-key: sk-client\r\nConnection: close\r\n"));
    }

    private String get(String target) throws IOException {
        return exchange("GET " + target + " HTTP/1.1\r\nHost: x\r\nx-api-key: sk-client\r\nConnection: close\r\n\r\n");
    }

    private String exchange(String request) throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            return client.write(request).readAll();
        }
    }
}
