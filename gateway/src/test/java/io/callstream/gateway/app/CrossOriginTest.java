package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What web pages may do. */
class CrossOriginTest {
    private static final String KEY = "general_settings: {master_key: sk-client}\n";
    private static final String PAGE = "Origin: https://chat.example.com\r\n";
    private static final String LISTED = "callstream: {server: {cors: {origins: [\"https://chat.example.com\"]}}}\n";
    private static final String NONE = "callstream: {server: {cors: {origins: []}}}\n";

    private final SimulatedProvider provider = SimulatedProvider.start();

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @DisplayName("R22: a browser that asks beforehand is told what it may do")
    @ValueSource(
            strings = {"/v1/chat/completions", "/v1/models", "/v1/models/m", "/openai/deployments/m/embeddings", "/x"})
    void aPreflightIsAnswered(String path) throws IOException {
        String preflight = "OPTIONS " + path + " HTTP/1.1\r\nHost: x\r\n" + PAGE
                + "Access-Control-Request-Method: POST\r\n"
                + "Access-Control-Request-Headers: authorization,content-type,x-stainless-os\r\n\r\n";

        String answer = head(KEY, preflight);

        assertThat(answer)
                .startsWith("HTTP/1.1 204 ")
                .contains("access-control-allow-origin: *\r\n")
                .contains("access-control-allow-headers: authorization,content-type,x-stainless-os\r\n")
                .containsPattern("access-control-allow-methods: .*POST")
                .doesNotContain("access-control-allow-credentials");
    }

    @Test
    @DisplayName("Files, batches and responses are deleted by pages, too")
    void pagesMayDelete() throws IOException {
        assertThat(head(KEY, preflight("/v1/files/file-1", "DELETE")))
                .contains("access-control-allow-methods: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n")
                .contains("access-control-max-age: 600\r\n");
    }

    @Test
    @DisplayName("Headers, credentials and the time that a browser remembers are settings")
    void whatBrowsersMayDoIsConfigured() throws IOException {
        String cors = """
                callstream:
                  server:
                    cors:
                      origins: ["https://chat.example.com"]
                      allow_headers: [authorization, content-type]
                      expose_headers: [x-request-id, retry-after]
                      allow_credentials: true
                      max_age: 1h
                """;

        String answer = head(KEY + cors, preflight("/v1/chat/completions", "POST"));

        assertThat(answer)
                .contains("access-control-allow-origin: https://chat.example.com\r\n")
                .contains("access-control-allow-headers: authorization, content-type\r\n")
                .contains("access-control-expose-headers: x-request-id, retry-after\r\n")
                .contains("access-control-allow-credentials: true\r\n")
                .contains("access-control-max-age: 3600\r\n");
    }

    private static String preflight(String path, String method) {
        return "OPTIONS " + path + " HTTP/1.1\r\nHost: x\r\n" + PAGE + "Access-Control-Request-Method: " + method
                + "\r\nAccess-Control-Request-Headers: authorization,x-mine\r\n\r\n";
    }

    @ParameterizedTest
    @DisplayName("R22: the page sees every answer: plain, streamed, refused and failed")
    @CsvSource(
            delimiter = '|',
            value = {
                "m             | false | 200",
                "m             | true  | 200",
                "sim-429       | false | 429",
                "sim-500       | true  | 500",
            })
    void everyAnswerIsSeen(String model, boolean stream, int status) throws IOException {
        String body = stream ? Asking.stream(model) : Asking.plain(model);

        String answer = head(KEY, RawClient.post(Asking.CHAT, body, PAGE + "x-api-key: sk-client\r\n"));

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsOnlyOnce("access-control-allow-origin: *\r\n")
                .contains("access-control-expose-headers: *\r\n");
    }

    @Test
    @DisplayName("R22: also the gateway's own errors and pages")
    void ownAnswersAreSeen() throws IOException {
        assertThat(head(KEY, RawClient.post(Asking.CHAT, Asking.plain("m"), PAGE)))
                .startsWith("HTTP/1.1 401 ")
                .contains("access-control-allow-origin: *\r\n");
        assertThat(head(KEY, RawClient.post(Asking.CHAT, "{", PAGE + "x-api-key: sk-client\r\n")))
                .startsWith("HTTP/1.1 400 ")
                .contains("access-control-allow-origin: *\r\n");
        assertThat(head(KEY, "GET /nowhere HTTP/1.1\r\nHost: x\r\n" + PAGE + "\r\n"))
                .startsWith("HTTP/1.1 404 ")
                .contains("access-control-allow-origin: *\r\n");
        assertThat(head(KEY, "GET /v1/models HTTP/1.1\r\nHost: x\r\n\r\n")).doesNotContain("access-control");
    }

    @Test
    @DisplayName("R22: origins can be listed, and none allowed")
    void originsCanBeListed() throws IOException {
        String models = "GET /health/liveliness HTTP/1.1\r\nHost: x\r\nOrigin: ";

        assertThat(head(KEY + LISTED, models + "https://chat.example.com\r\n\r\n"))
                .contains("access-control-allow-origin: https://chat.example.com\r\n")
                .contains("vary: origin\r\n");
        assertThat(head(KEY + LISTED, models + "https://evil.example.com\r\n\r\n"))
                .doesNotContain("access-control");
        assertThat(head(KEY + NONE, models + "https://chat.example.com\r\n\r\n"))
                .doesNotContain("access-control");
        assertThat(head(KEY, models + "a\tb\r\n\r\n")).contains("access-control-allow-origin: *\r\n");
    }

    @ParameterizedTest
    @DisplayName("Security 9: a gateway without keys takes calls from pages of its own machine only")
    @CsvSource({
        "https://evil.example.com, 403",
        "http://rebound.example.com:4000, 403",
        "http://localhost.evil.example.com, 403",
        "null, 403",
        "http://localhost:3000, 200",
        "http://127.0.0.1, 200",
        "http://[::1]:8080, 200",
    })
    void aGatewayWithoutKeysTakesNoForeignPages(String origin, int status) throws IOException {
        assertThat(head("", RawClient.post(Asking.CHAT, Asking.plain("m"), "Origin: " + origin + "\r\n")))
                .startsWith("HTTP/1.1 " + status);
        assertThat(provider.received()).hasSize(status == 200 ? 1 : 0);
    }

    private String head(String yaml, String request) throws IOException {
        try (TestGateway gateway = TestGateway.toAll(provider.apiBase(), yaml);
                RawClient client = new RawClient(gateway.port())) {
            return client.write(request).readUntil("\r\n\r\n");
        }
    }
}
