package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Anthropic's clients send of themselves: their version, their key, and the shape in which they read models. */
class AnthropicClientsTest {
    private static final String ANSWER =
            "{\"type\":\"message\",\"id\":\"m\",\"role\":\"assistant\",\"model\":\"claude\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],"
                    + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}";

    private final Http http = new Http();

    @ParameterizedTest
    @CsvSource({
        "2023-06-01, x-api-key, sk-master",
        "2026-10-21, x-api-key, sk-master",
        "2026-10-21, authorization, Bearer sk-master",
    })
    void theVersionThatAClientNamesReachesAnthropic(String version, String header, String key) throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, ANSWER));
                TestGateway gateway = TestGateway.start(yaml(provider.port()))) {
            HttpResponse<String> response = http.post(
                    gateway.url("/v1/messages"),
                    "{\"model\":\"b\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                    header,
                    key,
                    "anthropic-version",
                    version,
                    "anthropic-beta",
                    "some-beta");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(provider.asked().get(0).head())
                    .startsWith("POST /v1/messages HTTP/1.1\r\n")
                    .containsOnlyOnce("anthropic-version: ")
                    .contains(
                            "anthropic-version: " + version + "\r\n",
                            "anthropic-beta: some-beta",
                            "x-api-key: sk-anthropic");
        }
    }

    @Test
    void modelsComeInTheShapeOfTheClient() throws IOException {
        try (TestGateway gateway = TestGateway.start(yaml(9))) {
            String mine = http.get(
                            gateway.url("/v1/models"), "x-api-key", "sk-master", "anthropic-version", "2026-10-21")
                    .body();
            String one = http.get(
                            gateway.url("/v1/models/b"), "x-api-key", "sk-master", "anthropic-version", "2023-06-01")
                    .body();
            String others = http.get(gateway.url("/v1/models"), "x-api-key", "sk-master")
                    .body();

            assertThat(mine)
                    .isEqualTo("{\"data\":[{\"type\":\"model\",\"id\":\"b\",\"display_name\":\"b\",\"created_at\":"
                            + "\"1970-01-01T00:00:00Z\"}],\"has_more\":false,\"first_id\":\"b\",\"last_id\":\"b\"}");
            assertThat(one).startsWith("{\"type\":\"model\",\"id\":\"b\"");
            assertThat(others).startsWith("{\"object\":\"list\"");
        }
    }

    private static String yaml(int port) {
        return """
            general_settings: {master_key: sk-master}
            model_list:
              - model_name: b
                litellm_params: {model: anthropic/claude, api_base: "http://127.0.0.1:%d", api_key: sk-anthropic}
            """.formatted(port);
    }
}
