package io.callstream.gateway.config;

import java.util.Set;

/** Providers that LiteLLM knows and that are not served here: a row in the table of providers is enough to serve one. */
final class OtherProviders {
    private static final Set<String> NAMES = Set.of("""
            chatgpt clarifai anthropic_text bytez replicate reducto aws_textract runwayml
            aws_polly transcribe huggingface datarobot ai21 baseten black_forest_labs
            azure_text sagemaker sagemaker_chat sagemaker_nova nlp_cloud petals oobabooga milvus a2a
            gigachat nvidia_riva soniox text-completion-codestral maritalk cloudflare xinference watsonx
            watsonx_text triton predibase databricks ragflow compactifai custom infinity deepgram elevenlabs
            aiohttp_openai langfuse humanloop topaz sap github_copilot snowflake gradient_ai pg_vector recraft fal_ai
            stability heroku cometapi oci auto_router dotprompt manus ovhcloud amazon_nova langgraph langflow minimax
            palm anyscale vertex  bedrock_mantle azure_openai google litellm_agent cursor
            """.split("\\s+"));

    private OtherProviders() {}

    /** Whether a name before a slash is such a provider's, and no part of a model's name. */
    static boolean has(String word) {
        return NAMES.contains(word) && Providers.find(word).isEmpty();
    }
}
