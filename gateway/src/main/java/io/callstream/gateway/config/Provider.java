package io.callstream.gateway.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The providers that speak OpenAI's dialect, under LiteLLM's names. */
enum Provider {
    OPENAI("openai", "https://api.openai.com/v1", "OPENAI_API_KEY"),
    TEXT_COMPLETION_OPENAI("text-completion-openai", "https://api.openai.com/v1", "OPENAI_API_KEY"),
    CUSTOM_OPENAI("custom_openai", null, "OPENAI_API_KEY"),
    OPENAI_LIKE("openai_like", null, "OPENAI_LIKE_API_KEY"),
    HOSTED_VLLM("hosted_vllm", null, "HOSTED_VLLM_API_KEY"),
    VLLM("vllm", null, "HOSTED_VLLM_API_KEY"),
    LITELLM_PROXY("litellm_proxy", null, "LITELLM_PROXY_API_KEY"),
    OLLAMA("ollama", "http://localhost:11434/v1", "OLLAMA_API_KEY"),
    OLLAMA_CHAT("ollama_chat", "http://localhost:11434/v1", "OLLAMA_API_KEY"),
    LM_STUDIO("lm_studio", "http://localhost:1234/v1", "LM_STUDIO_API_KEY"),
    LLAMAFILE("llamafile", "http://127.0.0.1:8080/v1", "LLAMAFILE_API_KEY"),
    GROQ("groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY"),
    MISTRAL("mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
    DEEPSEEK("deepseek", "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"),
    OPENROUTER("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    TOGETHER_AI("together_ai", "https://api.together.xyz/v1", "TOGETHERAI_API_KEY"),
    FIREWORKS_AI("fireworks_ai", "https://api.fireworks.ai/inference/v1", "FIREWORKS_AI_API_KEY"),
    DEEPINFRA("deepinfra", "https://api.deepinfra.com/v1/openai", "DEEPINFRA_API_KEY"),
    PERPLEXITY("perplexity", "https://api.perplexity.ai", "PERPLEXITYAI_API_KEY"),
    XAI("xai", "https://api.x.ai/v1", "XAI_API_KEY"),
    CEREBRAS("cerebras", "https://api.cerebras.ai/v1", "CEREBRAS_API_KEY"),
    SAMBANOVA("sambanova", "https://api.sambanova.ai/v1", "SAMBANOVA_API_KEY"),
    NVIDIA_NIM("nvidia_nim", "https://integrate.api.nvidia.com/v1", "NVIDIA_NIM_API_KEY");

    private static final Map<String, Provider> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(provider -> provider.word, Function.identity()));

    private final String word;
    private final @Nullable String apiBase;
    private final String keyVariable;

    Provider(String word, @Nullable String apiBase, String keyVariable) {
        this.word = word;
        this.apiBase = apiBase;
        this.keyVariable = keyVariable;
    }

    static Optional<Provider> find(String word) {
        return Optional.ofNullable(BY_NAME.get(word));
    }

    static String supported() {
        return Arrays.stream(values()).map(provider -> provider.word).collect(Collectors.joining(", "));
    }

    String word() {
        return word;
    }

    /** Where the provider answers when the configuration does not say; empty for those that users run themselves. */
    Optional<String> apiBase() {
        return Optional.ofNullable(apiBase);
    }

    /** Environment variables that LiteLLM takes the provider's address from when the configuration has none. */
    List<String> baseVariables() {
        String own = keyVariable.replace("_API_KEY", "_API_BASE");
        return this == OPENAI ? List.of("OPENAI_BASE_URL", own) : List.of(own);
    }

    /** Environment variable that LiteLLM takes the provider's key from when the configuration has none. */
    String keyVariable() {
        return keyVariable;
    }
}
