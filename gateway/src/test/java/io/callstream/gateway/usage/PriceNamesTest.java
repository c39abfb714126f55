package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names that a model's price may stand under, the most exact first. */
class PriceNamesTest {
    @ParameterizedTest
    @CsvSource({
        "openai,      gpt-4o,                      gpt-4o",
        "azure,       gpt-4o,                      azure/gpt-4o",
        "anthropic,   claude-x-20250929,           anthropic/claude-x-20250929 anthropic/claude-x",
        "anthropic,   claude-x,                    anthropic/claude-x",
        "vertex_ai,   gemini-2.5-pro,              vertex_ai/gemini-2.5-pro gemini/gemini-2.5-pro",
        "vertex_ai,   claude-x@20250929,           vertex_ai/claude-x@20250929 anthropic/claude-x@20250929 vertex_ai/claude-x anthropic/claude-x",
        "vertex_ai,   gemini@default,              vertex_ai/gemini@default gemini/gemini@default vertex_ai/gemini gemini/gemini",
        "vertex_ai_beta, g,                        vertex_ai_beta/g vertex_ai/g gemini/g",
        "gemini,      g,                           gemini/g vertex_ai/g",
        "azure_ai,    claude-x,                    azure_ai/claude-x anthropic/claude-x",
        "azure_ai,    other,                       azure_ai/other",
        "cohere,      command-r,                   cohere/command-r cohere_chat/command-r",
        "cohere_chat, command-r,                   cohere_chat/command-r cohere/command-r",
        "bedrock,     us.anthropic.claude-x,       bedrock/us.anthropic.claude-x bedrock/anthropic.claude-x",
        "bedrock,     us-gov.anthropic.claude-x,   bedrock/us-gov.anthropic.claude-x bedrock/anthropic.claude-x",
        "bedrock,     usx.anthropic.claude-x,      bedrock/usx.anthropic.claude-x",
        "bedrock,     anthropic.claude-x,          bedrock/anthropic.claude-x",
        "bedrock,     arn:aws:bedrock:us-east-1:1:inference-profile/eu.anthropic.claude-x, bedrock/eu.anthropic.claude-x bedrock/anthropic.claude-x",
        "groq,        llama-2024,                  groq/llama-2024",
        "openai,      x-20991231,                  x-20991231 x",
        "openai,      x-19991231,                  x-19991231",
    })
    void areTried(String provider, String model, String names) {
        assertThat(String.join(" ", PriceNames.all(provider, model))).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({
        "vertex_ai-language-models, vertex_ai",
        "vertex_ai-anthropic_models, vertex_ai",
        "bedrock_converse, bedrock",
        "bedrock, bedrock",
        "openai, openai",
        "'', ''",
    })
    void partsOfAProviderAreOneProvider(String said, String provider) {
        assertThat(PriceNames.provider(said)).isEqualTo(provider);
    }
}
