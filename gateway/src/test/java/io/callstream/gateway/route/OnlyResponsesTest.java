package io.callstream.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.provider.Operation;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which of OpenAI's paths its models answer a client of chats. */
class OnlyResponsesTest {
    @ParameterizedTest
    @CsvSource({
        "gpt-5.5, /v1/chat/completions",
        "gpt-5.2-chat-latest, /v1/chat/completions",
        "o3, /v1/chat/completions",
        "gpt-5.5-pro-2026-04-23, /v1/responses",
        "gpt-5.4-pro, /v1/responses",
        "gpt-5.3-codex, /v1/responses",
        "gpt-daybreak-blue-latest, /v1/responses",
        "o3-pro, /v1/responses",
    })
    void theModelSaysThePath(String model, String path) {
        String yaml = "model_list: [{model_name: m, litellm_params: {model: openai/" + model + ", api_key: k}}]";

        Sent sent = Sent.of(
                Sent.config(yaml, Map.of()),
                Operation.CHAT_COMPLETION,
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                new DefaultHttpHeaders());

        assertThat(sent.path()).isEqualTo(path);
    }
}
