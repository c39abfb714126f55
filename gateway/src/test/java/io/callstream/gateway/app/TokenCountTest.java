package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients of Anthropic's API ask how long a prompt is before they send it. */
class TokenCountTest {
    private static final String PATH = "/v1/messages/count_tokens";
    private static final String YAML = """
            model_list: [{model_name: m, litellm_params: {model: openai/m, api_base: "http://127.0.0.1:9/v1", api_key: k}}]
            general_settings: {master_key: sk-master}
            """;

    private final TestGateway gateway = TestGateway.start(YAML);
    private final Http http = new Http();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void textsSystemAndToolsCount() {
        HttpResponse<String> bare = http.post(
                gateway.url(PATH),
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}",
                "x-api-key",
                "sk-master");
        HttpResponse<String> more = http.post(
                gateway.url(PATH),
                "{\"model\":\"m\",\"system\":\"Answer in one word, whatever you are asked.\",\"messages\":[{\"role\":\"user\","
                        + "\"content\":\"Hello\"}],\"tools\":[{\"name\":\"look\",\"description\":\"Looks at a thing.\","
                        + "\"input_schema\":{\"type\":\"object\"}}]}",
                "x-api-key",
                "sk-master");

        assertThat(bare.statusCode()).isEqualTo(200);
        assertThat(bare.body()).isEqualTo("{\"input_tokens\":8}");
        assertThat(tokens(more)).isGreaterThan(tokens(bare) + 10);
    }

    @Test
    void whatIsNoRequestIsAnErrorOfAnthropics() {
        HttpResponse<String> response = http.post(gateway.url(PATH), "{\"model\":", "x-api-key", "sk-master");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"");
    }

    @Test
    void itTakesAKey() {
        HttpResponse<String> response = http.post(gateway.url(PATH), "{\"model\":\"m\",\"messages\":[]}");

        assertThat(response.statusCode()).isEqualTo(401);
    }

    private static int tokens(HttpResponse<String> response) {
        return Integer.parseInt(response.body().replaceAll("\\D", ""));
    }
}
