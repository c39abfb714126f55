package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which deployments are asked by OpenAI's Responses API, and what else only some dialects know of one. */
class ResponsesUseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: openai/gpt-4o                                                              | CLIENTS",
                "model: openai/o1                                                                  | CLIENTS",
                "model: openai/o1-pro                                                              | ALWAYS",
                "model: openai/o1-pro-2025-03-19                                                   | ALWAYS",
                "model: openai/gpt-5.2-codex                                                       | ALWAYS",
                "model: openai/gpt-4o, api_base: 'https://eu.api.openai.com/v1'                    | CLIENTS",
                "model: openai/gpt-4o, api_base: 'http://here/v1'                                  | NONE",
                "model: openai/o1-pro, api_base: 'http://here/v1'                                  | NONE",
                "model: openai/gpt-4o, api_base: 'https://api.openai.com.evil.example/v1'          | NONE",
                "model: openai/responses/gpt-4o                                                    | ALWAYS",
                "model: openai/responses/gpt-4o, responses_api: none                               | NONE",
                "model: openai/gpt-4o, responses_api: none                                         | NONE",
                "model: openai/x, api_base: 'http://here/v1', responses_api: clients               | CLIENTS",
                "model: openai/x, api_base: 'http://here/v1', responses_api: always                | ALWAYS",
                "model: groq/x                                                                     | NONE",
                "model: groq/x, responses_api: always                                              | ALWAYS",
                "model: azure/x, api_base: 'https://r.openai.azure.com'                            | NONE",
                "model: azure/x, api_base: 'https://r.openai.azure.com', api_version: preview      | CLIENTS",
                "model: azure/x, api_base: 'https://r.openai.azure.com', api_version: v1           | CLIENTS",
                "model: azure/x, api_base: 'https://r.openai.azure.com', api_version: latest       | CLIENTS",
                "model: azure/x, api_base: 'https://r.openai.azure.com', api_version: 2024-10-21   | NONE",
                "model: azure/x, api_base: 'https://r.openai.azure.com/openai/v1/'                 | CLIENTS",
                "model: azure/responses/x, api_base: 'https://r.openai.azure.com'                  | ALWAYS",
                "model: anthropic/x, responses_api: none                                           | NONE",
            })
    void theAddressAndTheModelSayIt(String params, ResponsesUse use) {

        assertThat(Configs.deployment(params).endpoint().options().responses()).isEqualTo(use);
    }

    @Test
    void theModeOfAModelSaysItToo() {
        assertThat(Configs.read(
                                "model_list: [{model_name: m, litellm_params: {model: openai/m}, model_info: {mode: responses}}]")
                        .deployments()
                        .get(0)
                        .endpoint()
                        .options()
                        .responses())
                .isEqualTo(ResponsesUse.ALWAYS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: anthropic/x, responses_api: always  | is for providers of OpenAI's form, and anthropic is none",
                "model: gemini/x, responses_api: clients    | is for providers of OpenAI's form, and gemini is none",
                "model: openai/x, responses_api: sometimes  | is 'sometimes' (expected one of auto, none, clients, always)",
            })
    void whatIsWrongIsNamed(String params, String problem) {
        assertThat(Configs.wrong(params, Map.of())).containsExactly("responses_api: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ''                                        | false | false",
                "'' | drop_params: true                         | true  | false",
                "'' | modify_params: true                       | false | true",
                "', drop_params: false' | drop_params: true     | false | false",
                "', modify_params: false' | modify_params: true | false | false",
                "', drop_params: true, modify_params: true' | '' | true | true",
            })
    void whatAProviderWouldRefuseIsLeftOutWhereThatIsSaid(String params, String litellm, boolean drops, boolean mends) {
        ProviderOptions options = Configs.read(
                        Configs.entry("model: openai/m" + params) + "litellm_settings: {" + litellm + "}")
                .deployments()
                .get(0)
                .endpoint()
                .options();

        assertThat(options.dropsUnsupported()).isEqualTo(drops);
        assertThat(options.mendsMessages()).isEqualTo(mends);
    }

    @Test
    void azuresVersionAndTokenComeFromTheEntryOrTheEnvironment() {
        String azure = "model: azure/x, api_base: 'https://r.openai.azure.com'";
        Map<String, String> variables = Map.of("AZURE_API_VERSION", "v", "AZURE_AD_TOKEN", "t");
        ProviderOptions said = Configs.deployments(azure + ", api_version: w, azure_ad_token: u", variables)
                .get(0)
                .endpoint()
                .options();
        ProviderOptions unsaid =
                Configs.deployments(azure, variables).get(0).endpoint().options();
        ProviderOptions others = Configs.deployments("model: groq/x", variables)
                .get(0)
                .endpoint()
                .options();

        assertThat(said.apiVersion()).contains("w");
        assertThat(said.adToken().orElseThrow().reveal()).isEqualTo("u");
        assertThat(unsaid.apiVersion()).contains("v");
        assertThat(unsaid.adToken().orElseThrow().reveal()).isEqualTo("t");
        assertThat(others.apiVersion()).isEmpty();
        assertThat(others.adToken()).isEmpty();
    }
}
