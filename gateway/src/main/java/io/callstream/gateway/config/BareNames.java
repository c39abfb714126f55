package io.callstream.gateway.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose models are that entries name without a provider, as LiteLLM knows them by its list of models. Those that clouds
 * serve are taken for a cloud's where the entry says how that is reached.
 */
final class BareNames {
    private static final List<Maker> MAKERS = List.of(
            new Maker("anthropic", "claude-.*", ""),
            new Maker("cohere_chat", "command(?:-.*)?|c4ai-.*", ""),
            new Maker("cohere", "embed-(?:english|multilingual|v4).*|rerank-.*", ""),
            new Maker("vertex_ai", "gemini-.*", "vertex_"),
            new Maker(
                    "bedrock",
                    "(?:(?:us|eu|apac|jp|au|ca|global|us-gov)\\.)?(?:ai21|amazon|anthropic|cohere|deepseek|meta|mistral|openai|qwen|writer)"
                            + "\\..*",
                    "aws_"));

    private BareNames() {}

    /** @param settings begin of the names of those that have to be there; empty for none */
    private record Maker(String word, Pattern models, String settings) {
        Maker(String word, String models, String settings) {
            this(word, Pattern.compile(models), settings);
        }

        boolean has(String model, Set<String> keys) {
            return models.matcher(model).matches()
                    && (settings.isEmpty() || keys.stream().anyMatch(key -> key.startsWith(settings)));
        }
    }

    /** @param keys of the entry's parameters */
    static Optional<String> provider(String model, Set<String> keys) {
        String plain = model.toLowerCase(Locale.ROOT);
        return MAKERS.stream()
                .filter(maker -> maker.has(plain, keys))
                .map(Maker::word)
                .findFirst();
    }
}
