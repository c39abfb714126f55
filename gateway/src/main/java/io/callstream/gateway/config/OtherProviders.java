package io.callstream.gateway.config;

import java.util.Set;

/** Providers that LiteLLM knows and that do not speak OpenAI's dialect, or are not known to here. */
final class OtherProviders {
    private static final Set<String> NAMES = Set.of("""
            refuseless chatgpt jina_ai zai bigmodel cohere cohere_chat clarifai anthropic_text bytez
            replicate reducto aws_textract runwayml aws_polly transcribe huggingface datarobot vertex_ai
            vertex_ai_beta gemini abliteration ai21 baseten black_forest_labs azure azure_text azure_ai
            sagemaker sagemaker_chat sagemaker_nova bedrock nlp_cloud petals oobabooga clf_ai_gateway milvus a2a
            gigachat nvidia_riva soniox nadir ai21_chat volcengine codestral text-completion-codestral dashscope
            qwencloud modelscope moonshot publicai v0 morph lambda_ai inception maritalk voyage cloudflare
            xinference friendliai featherless_ai watsonx watsonx_text triton predibase databricks empower github
            ragflow compactifai docker_model_runner custom tencent galadriel nebius infinity deepgram elevenlabs
            novita aiohttp_openai langfuse humanloop topaz sap assemblyai github_copilot snowflake gradient_ai
            meta_llama nscale pg_vector helicone hyperbolic recraft fal_ai stability heroku aiml cometapi oci
            auto_router vercel_ai_gateway edenai dotprompt manus wandb ovhcloud scaleway lemonade amazon_nova
            langgraph langflow minimax synthetic apertis nano-gpt poe chutes palm anyscale vertex
            bedrock_converse bedrock_mantle azure_openai google xiaomi_mimo litellm_agent cursor meta
            """.split("\\s+"));

    private OtherProviders() {}

    /** Whether a name before a slash is such a provider's, and no part of a model's name. */
    static boolean has(String word) {
        return NAMES.contains(word);
    }
}
