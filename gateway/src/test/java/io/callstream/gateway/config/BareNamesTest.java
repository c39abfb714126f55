package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries whose model has no provider before it, as many files of LiteLLM's have them. */
class BareNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: claude-3-5-sonnet-20240620                                        | anthropic   | claude-3-5-sonnet-20240620",
                "model: command-r-plus                                                    | cohere_chat | command-r-plus",
                "model: embed-english-v3.0                                                | cohere      | embed-english-v3.0",
                "model: anthropic.claude-v2, aws_region_name: eu-west-1                   | bedrock     | anthropic.claude-v2",
                "model: eu.amazon.nova-lite-v1:0, aws_region_name: eu-west-1              | bedrock     | eu.amazon.nova-lite-v1:0",
                "model: 'gpt-4o'                                                          | openai      | gpt-4o",
                "model: claude-local, api_base: 'http://vllm:8000/v1'                     | openai      | claude-local",
            })
    void theModelSaysWhoseItIs(String params, String provider, String model) {
        GatewayConfig config = read(params);

        assertThat(config.models().deployments()).singleElement().satisfies(deployment -> {
            assertThat(deployment.provider()).isEqualTo(provider);
            assertThat(deployment.model()).isEqualTo(model);
        });
    }

    @Test
    void aModelOfNobodysIsLeftOut() {
        GatewayConfig config = GatewayConfig.read(
                new ConfigFile(Environment.of(Map.of())).parse("""
                    model_list:
                      - {model_name: m, litellm_params: {model: gemini-2.5-pro, api_key: k}}
                      - {model_name: n, litellm_params: {model: gpt-4o, api_key: k}}
                    """, "test", new Problems()), Environment.of(Map.of()));

        assertThat(config.models().deployments()).hasSize(1);
    }

    private static GatewayConfig read(String params) {
        Environment none = Environment.of(Map.of());
        String yaml = "model_list: [{model_name: m, litellm_params: {" + params + ", api_key: k}}]\n";
        return GatewayConfig.read(new ConfigFile(none).parse(yaml, "test", new Problems()), none);
    }
}
