package io.callstream.gateway.config;

import io.callstream.settings.HostPort;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The providers that are served, under LiteLLM's names; most speak OpenAI's form. */
enum Provider {
    OPENAI("openai", "https://api.openai.com/v1", "OPENAI_API_KEY", Usage.ASKED),
    TEXT_COMPLETION_OPENAI("text-completion-openai", "https://api.openai.com/v1", "OPENAI_API_KEY", Usage.ASKED),
    /** Anybody's server, with OpenAI's variable for a key: which is meant for OpenAI. */
    CUSTOM_OPENAI("custom_openai", null, "OPENAI_API_KEY", Usage.ASKED),
    OPENAI_LIKE("openai_like", null, "OPENAI_LIKE_API_KEY", Usage.ASKED),
    HOSTED_VLLM("hosted_vllm", null, "HOSTED_VLLM_API_KEY", Usage.ASKED),
    VLLM("vllm", null, "HOSTED_VLLM_API_KEY", Usage.ASKED),
    LITELLM_PROXY("litellm_proxy", null, "LITELLM_PROXY_API_KEY", Usage.ASKED),
    OLLAMA("ollama", "http://localhost:11434/v1", "OLLAMA_API_KEY", Usage.ASKED),
    OLLAMA_CHAT("ollama_chat", "http://localhost:11434/v1", "OLLAMA_API_KEY", Usage.ASKED),
    LM_STUDIO("lm_studio", "http://localhost:1234/v1", "LM_STUDIO_API_KEY", Usage.ASKED),
    LLAMAFILE("llamafile", "http://127.0.0.1:8080/v1", "LLAMAFILE_API_KEY", Usage.ASKED),
    /** A dialect of its own. */
    ANTHROPIC("anthropic", "https://api.anthropic.com", "ANTHROPIC_API_KEY", Usage.ASKED),
    GROQ("groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY", Usage.ASKED),
    MISTRAL("mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY", Usage.SENT_ANYWAY),
    DEEPSEEK("deepseek", "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY", Usage.ASKED),
    OPENROUTER("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY", Usage.ASKED),
    TOGETHER_AI("together_ai", "https://api.together.xyz/v1", "TOGETHERAI_API_KEY", Usage.ASKED),
    FIREWORKS_AI("fireworks_ai", "https://api.fireworks.ai/inference/v1", "FIREWORKS_AI_API_KEY", Usage.ASKED),
    DEEPINFRA("deepinfra", "https://api.deepinfra.com/v1/openai", "DEEPINFRA_API_KEY", Usage.ASKED),
    PERPLEXITY("perplexity", "https://api.perplexity.ai", "PERPLEXITYAI_API_KEY", Usage.SENT_ANYWAY),
    XAI("xai", "https://api.x.ai/v1", "XAI_API_KEY", Usage.ASKED),
    CEREBRAS("cerebras", "https://api.cerebras.ai/v1", "CEREBRAS_API_KEY", Usage.ASKED),
    SAMBANOVA("sambanova", "https://api.sambanova.ai/v1", "SAMBANOVA_API_KEY", Usage.ASKED),
    NVIDIA_NIM("nvidia_nim", "https://integrate.api.nvidia.com/v1", "NVIDIA_NIM_API_KEY", Usage.ASKED);

    /** How a provider comes to tell a stream's usage. */
    private enum Usage {
        /** When {@code stream_options} asks for it. */
        ASKED,
        /** By itself; it refuses {@code stream_options}, or does not know them. */
        SENT_ANYWAY
    }

    private static final Map<String, Provider> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(provider -> provider.word, Function.identity()));

    private final String word;
    private final @Nullable String apiBase;
    private final String keyVariable;
    private final Usage usage;

    Provider(String word, @Nullable String apiBase, String keyVariable, Usage usage) {
        this.word = word;
        this.apiBase = apiBase;
        this.keyVariable = keyVariable;
        this.usage = usage;
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
        return switch (this) {
            case OPENAI -> List.of("OPENAI_BASE_URL", own);
            case ANTHROPIC -> List.of(own, "ANTHROPIC_BASE_URL");
            default -> List.of(own);
        };
    }

    /** Environment variable that LiteLLM takes the provider's key from when the configuration has none. */
    String keyVariable() {
        return keyVariable;
    }

    /** Whether a stream's usage is asked for with {@code stream_options}, unless a deployment says otherwise. */
    boolean takesStreamOptions() {
        return usage == Usage.ASKED;
    }

    /** Servers of Ollama also speak an API of their own, and its address is what people write. */
    boolean isOllama() {
        return this == OLLAMA || this == OLLAMA_CHAT;
    }

    /**
     * Whether the key in the provider's variable is meant for this address. It is when the address is the provider's own;
     * a provider that everybody runs for themselves has none, and its key goes wherever the configuration says it runs.
     */
    boolean mayHaveKey(URI address) {
        if (this == CUSTOM_OPENAI) {
            return OPENAI.mayHaveKey(address);
        }
        return isSelfHosted() || isOwn(address);
    }

    private boolean isSelfHosted() {
        return apiBase == null || apiBase.startsWith("http://");
    }

    private boolean isOwn(URI address) {
        String host = HostPort.of(address).map(HostPort::host).orElse("").toLowerCase(Locale.ROOT);
        String own = apiBase == null ? "" : URI.create(apiBase).getHost();
        return "https".equalsIgnoreCase(address.getScheme()) && (host.equals(own) || host.endsWith("." + own));
    }
}
