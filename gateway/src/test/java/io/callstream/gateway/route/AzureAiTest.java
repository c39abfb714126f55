package io.callstream.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.provider.Operation;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of Azure AI Foundry. */
class AzureAiTest {
    private static Sent sent(String model, String base, String more) {
        String yaml = "model_list: [{model_name: a, litellm_params: {model: azure_ai/" + model + ", api_base: '" + base
                + "', api_key: k1" + more + "}}]";
        return Sent.of(yaml, Map.of(), "a");
    }

    @ParameterizedTest
    @CsvSource({
        "https://r.services.ai.azure.com, /models/chat/completions?api-version=2024-05-01-preview, api-key, k1",
        "https://r.services.ai.azure.com/models, /models/chat/completions?api-version=2024-05-01-preview, api-key, k1",
        "https://r.services.ai.azure.com/openai/v1/, /openai/v1/chat/completions, api-key, k1",
        "https://r.services.ai.azure.com/models/chat/completions?api-version=1, /models/chat/completions?api-version=1, api-key, k1",
        "https://m.eastus.models.ai.azure.com, /chat/completions, authorization, Bearer k1",
        "https://m.eastus.models.ai.azure.com/v1/chat/completions, /v1/chat/completions, authorization, Bearer k1",
    })
    void theAddressSaysTheForm(String base, String path, String header, String value) {
        Sent sent = sent("mistral-large", base, "");

        assertThat(sent.path()).isEqualTo(path);
        assertThat(sent.headers()).containsEntry(header, value);
        assertThat(sent.body()).contains("\"model\":\"mistral-large\"");
    }

    @ParameterizedTest
    @CsvSource({
        "mistral-large, /models/chat/completions?api-version=2024-05-01-preview",
        "claude-opus-5, /anthropic/v1/messages"
    })
    void aTokenTakesThePlaceOfAKey(String model, String path) {
        String yaml = "model_list: [{model_name: a, litellm_params: {model: azure_ai/" + model
                + ", api_base: 'https://r.services.ai.azure.com', azure_ad_token: entra}}]";

        Sent sent = Sent.of(
                Sent.config(yaml, Map.of()),
                Operation.CHAT_COMPLETION,
                "{\"model\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                new DefaultHttpHeaders());

        assertThat(sent.path()).isEqualTo(path);
        assertThat(sent.headers())
                .containsEntry("authorization", "Bearer entra")
                .doesNotContainKeys("api-key", "x-api-key");
    }

    @Test
    void theVersionIsTheEntrys() {
        assertThat(sent("x", "https://r.services.ai.azure.com", ", api_version: '2025-04-01'")
                        .path())
                .isEqualTo("/models/chat/completions?api-version=2025-04-01");
    }
}
