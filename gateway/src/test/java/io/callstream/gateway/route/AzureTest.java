package io.callstream.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.provider.Operation;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where requests to deployments of Azure go, and with what: LiteLLM's configurations. */
class AzureTest {
    private static String yaml(String params) {
        return "model_list: [{model_name: m, litellm_params: {model: azure/gpt-4o-eu, " + params + "}}]";
    }

    @ParameterizedTest
    @CsvSource({
        "'https://x.openai.azure.com/',           '2024-08-01-preview', /openai/deployments/gpt-4o-eu/chat/completions?api-version=2024-08-01-preview",
        "'https://x.openai.azure.com/openai',     '2024-10-21',         /openai/deployments/gpt-4o-eu/chat/completions?api-version=2024-10-21",
        "'https://x.openai.azure.com/openai/v1/', '2024-10-21',         /openai/v1/chat/completions",
        "'https://x.openai.azure.com',            'preview',            /openai/v1/chat/completions?api-version=preview",
        "'https://x.openai.azure.com',            'v1',                 /openai/v1/chat/completions",
        "'https://gw.example/a/openai/deployments/d', '2024-10-21',     /a/openai/deployments/d/chat/completions?api-version=2024-10-21",
        "'https://gw.example/a/openai/deployments/d/chat/completions?api-version=1', 'x', /a/openai/deployments/d/chat/completions?api-version=1",
    })
    void paths(String base, String version, String target) {
        Sent sent =
                Sent.of(yaml("api_base: '" + base + "', api_version: '" + version + "', api_key: k"), Map.of(), "m");

        assertThat(sent.head()).startsWith("POST " + target + " HTTP/1.1");
        assertThat(sent.headers()).containsEntry("api-key", "k").doesNotContainKey("authorization");
        assertThat(sent.body()).isEqualTo("{\"model\":\"gpt-4o-eu\"}");
        assertThat(sent.provider()).isEqualTo("azure");
    }

    @Test
    void addressVersionAndTokenComeFromTheVariables() {
        Sent sent = Sent.of(
                yaml("timeout: 5"),
                Map.of(
                        "AZURE_API_BASE", "https://y.openai.azure.com",
                        "AZURE_API_VERSION", "2025-01-01-preview",
                        "AZURE_AD_TOKEN", "entra"),
                "m");

        assertThat(sent.server()).isEqualTo("y.openai.azure.com");
        assertThat(sent.head())
                .startsWith("POST /openai/deployments/gpt-4o-eu/chat/completions?api-version=2025-01-01-preview ");
        assertThat(sent.headers()).containsEntry("authorization", "Bearer entra");
    }

    @Test
    void theDeploymentOfAWildcardIsInThePath() {
        String yaml = "model_list: [{model_name: 'azure/*', litellm_params: {model: 'azure/*', api_key: k,"
                + " api_base: 'https://x.openai.azure.com'}}]";

        Sent sent = Sent.of(yaml, Map.of(), "azure/my own");

        assertThat(sent.head())
                .startsWith("POST /openai/deployments/my%20own/chat/completions?api-version=2024-10-21 HTTP/1.1");
    }

    @Test
    void embeddingsHaveTheirPath() {
        Sent sent = Sent.of(
                Sent.config(yaml("api_key: k, api_base: 'https://x.openai.azure.com'"), Map.of()),
                Operation.EMBEDDING,
                "{\"model\":\"m\",\"input\":\"a\"}",
                new DefaultHttpHeaders());

        assertThat(sent.head()).startsWith("POST /openai/deployments/gpt-4o-eu/embeddings?api-version=2024-10-21 ");
    }
}
