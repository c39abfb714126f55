package io.callstream.sink.otlp.genai;

import java.util.Map;

/** The well-known values of {@code gen_ai.provider.name}, by the names that LiteLLM's users have for providers. */
final class Providers {
    private static final Map<String, String> WELL_KNOWN = Map.ofEntries(
            Map.entry("azure", "azure.ai.openai"),
            Map.entry("azure_text", "azure.ai.openai"),
            Map.entry("azure_ai", "azure.ai.inference"),
            Map.entry("bedrock", "aws.bedrock"),
            Map.entry("bedrock_converse", "aws.bedrock"),
            Map.entry("vertex_ai", "gcp.vertex_ai"),
            Map.entry("vertex_ai_beta", "gcp.vertex_ai"),
            Map.entry("gemini", "gcp.gemini"),
            Map.entry("cohere_chat", "cohere"),
            Map.entry("mistral", "mistral_ai"),
            Map.entry("xai", "x_ai"),
            Map.entry("watsonx", "ibm.watsonx.ai"),
            Map.entry("watsonx_text", "ibm.watsonx.ai"),
            Map.entry("text-completion-openai", "openai"));

    private Providers() {}

    /** Others keep their own name, as the convention allows. */
    static String name(String provider) {
        return WELL_KNOWN.getOrDefault(provider, provider);
    }
}
