package io.callstream.gateway.dialect.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.dialect.SentRequest;
import io.callstream.gateway.provider.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where requests to Azure go and with which key: by what people write as its address, its version and its model. */
class AzureAddressesTest {
    private static final String OPENAIS = "https://r.openai.azure.com";
    private static final String FOUNDRYS = "https://r.services.ai.azure.com";

    private static SentRequest chat(String model, String base, String more) {
        return DialectRig.of("model: '" + model + "', api_key: k, api_base: '" + base + "'" + more)
                .chat("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            https://r.openai.azure.com            | ''                   | /openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21
            https://r.openai.azure.com/           | 2025-01-01-preview   | /openai/deployments/gpt-4o/chat/completions?api-version=2025-01-01-preview
            https://r.openai.azure.com/openai     | ''                   | /openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21
            https://r.openai.azure.com/openai/v1  | ''                   | /openai/v1/chat/completions
            https://r.openai.azure.com/openai/v1/ | 2024-10-21           | /openai/v1/chat/completions
            https://r.openai.azure.com            | v1                   | /openai/v1/chat/completions
            https://r.openai.azure.com            | latest               | /openai/v1/chat/completions
            https://r.openai.azure.com            | preview              | /openai/v1/chat/completions?api-version=preview
            https://r.openai.azure.com/openai/deployments/own | ''       | /openai/deployments/own/chat/completions?api-version=2024-10-21
            https://r.openai.azure.com/openai/deployments/own/chat/completions?api-version=2024-02-01 | 2025-01-01 | /openai/deployments/own/chat/completions?api-version=2024-02-01
            https://r.openai.azure.com/openai/deployments/own/chat/completions?a=b | 2025-01-01 | /openai/deployments/own/chat/completions?a=b&api-version=2025-01-01
            https://proxy.example/azure           | ''                   | /azure/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21
            """)
    void aDeploymentStandsInThePath(String base, String version, String path) {
        String said = version.isEmpty() ? "" : ", api_version: '" + version + "'";

        assertThat(chat("azure/gpt-4o", base, said).line()).isEqualTo("POST " + path);
    }

    @Test
    void namesOfDeploymentsAreEscaped() {
        assertThat(chat("azure/my model/1", OPENAIS, "").line()).contains("/openai/deployments/my%20model%2F1/chat/");
    }

    /** Whatever part of a path is written, other calls find their own. */
    @ParameterizedTest
    @CsvSource({
        "'', /openai/deployments/gpt-4o/embeddings, /openai/responses",
        "/openai/deployments/own, /openai/deployments/own/embeddings, /openai/responses",
        "/openai/deployments/own/chat/completions, /openai/deployments/own/embeddings, /openai/responses",
    })
    void otherCallsHaveTheirOwnPaths(String written, String embeddings, String responses) {
        DialectRig rig = DialectRig.of("model: azure/gpt-4o, api_key: k, api_base: '" + OPENAIS + written + "'");

        assertThat(rig.sent("/v1/embeddings", "{\"model\":\"m\",\"input\":\"a\"}")
                        .line())
                .isEqualTo("POST " + embeddings + "?api-version=2024-10-21");
        assertThat(DialectRig.of("model: azure/responses/gpt-4o, api_key: k, api_base: '" + OPENAIS + written + "'")
                        .chat("")
                        .line())
                .isEqualTo("POST " + responses + "?api-version=2024-10-21");
        assertThat(rig.address(Operation.FILE_LIST)).endsWith("/openai/files?api-version=2024-10-21");
    }

    @Test
    void aKeyIsAHeaderAndATokenTakesItsPlace() {
        assertThat(chat("azure/gpt-4o", OPENAIS, "").headers())
                .containsEntry("api-key", "k")
                .doesNotContainKey("authorization");
        assertThat(DialectRig.of("model: azure/gpt-4o, azure_ad_token: t, api_base: '" + OPENAIS + "'")
                        .chat("")
                        .headers())
                .containsEntry("authorization", "Bearer t")
                .doesNotContainKey("api-key");
    }

    @Test
    void bodiesPassThroughWithTheDeploymentsName() {
        assertThat(chat("azure/gpt-4o", OPENAIS, "").body())
                .hasToString("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "https://r.services.ai.azure.com, /models/chat/completions?api-version=2024-05-01-preview, api-key",
        "https://r.services.ai.azure.com/models, /models/chat/completions?api-version=2024-05-01-preview, api-key",
        "https://r.services.ai.azure.com/models/chat/completions?api-version=2025-01-01, /models/chat/completions?api-version=2025-01-01, api-key",
        "https://r.services.ai.azure.com/openai/v1/, /openai/v1/chat/completions, api-key",
        "https://R.Cognitiveservices.Azure.com/openai/v1, /openai/v1/chat/completions, api-key",
        "https://one.eastus.models.ai.azure.com, /chat/completions, authorization",
        "https://one.eastus.models.ai.azure.com/v1/chat/completions, /v1/chat/completions, authorization",
    })
    void modelsOfFoundryAreAskedAtTheirResourceOrTheirEndpoint(String base, String path, String key) {
        SentRequest sent = chat("azure_ai/mistral-large", base, "");

        assertThat(sent.line()).isEqualTo("POST " + path);
        assertThat(sent.headers()).containsEntry(key, key.equals("api-key") ? "k" : "Bearer k");
    }

    @Test
    void aVersionOfFoundryMayBeSaid() {
        assertThat(chat("azure_ai/phi-4", FOUNDRYS, ", api_version: '2024-08-01'")
                        .line())
                .endsWith("?api-version=2024-08-01");
        assertThat(chat("azure_ai/phi-4", FOUNDRYS + "/models?a=b", "").line())
                .endsWith("?a=b&api-version=2024-05-01-preview");
    }

    /** A deployment's name is what somebody called it. */
    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5, '', /anthropic/v1/messages",
        "Claude-Opus-4-5, /anthropic, /anthropic/v1/messages",
        "our-claude, /anthropic/, /anthropic/v1/messages",
        "claude-sonnet-4-5, /anthropic/v1, /anthropic/v1/messages",
        "claude-sonnet-4-5, /anthropic/v1/messages, /anthropic/v1/messages",
        "claude-sonnet-4-5, /proxy, /proxy/anthropic/v1/messages",
    })
    void anthropicsModelsAreAskedInTheirOwnForm(String model, String path, String target) {
        DialectRig rig =
                DialectRig.of("model: azure_ai/" + model + ", api_key: k, api_base: '" + FOUNDRYS + path + "'");
        SentRequest sent = rig.chat("");

        assertThat(sent.line()).isEqualTo("POST " + target);
        assertThat(sent.headers()).containsEntry("x-api-key", "k").containsEntry("anthropic-version", "2023-06-01");
        assertThat(sent.at("max_tokens")).isEqualTo("4096");
        assertThat(rig.dialect().form()).isEqualTo("anthropic");
    }
}
