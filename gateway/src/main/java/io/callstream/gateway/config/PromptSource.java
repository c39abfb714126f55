package io.callstream.gateway.config;

import java.util.Locale;
import java.util.Optional;

/** Where prompts are kept that calls name. */
public enum PromptSource {
    LANGFUSE,
    HUMANLOOP,
    /** A folder beside the gateway; LiteLLM's {@code dotprompt}. */
    FILE;

    private static final String DOTPROMPT = "dotprompt";

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word that models begin with, and that events use. */
    public String word() {
        return word;
    }

    /** LiteLLM's word, or ours. */
    static Optional<PromptSource> find(String word) {
        for (PromptSource each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        return word.equals(DOTPROMPT) ? Optional.of(FILE) : Optional.empty();
    }

    /** The source that a model's name begins with, such as {@code langfuse/gpt-4o}. */
    public static Optional<PromptSource> ofModel(String model) {
        int slash = model.indexOf('/');
        return slash < 0 ? Optional.empty() : find(model.substring(0, slash));
    }

    /** The model without the source that its name begins with. */
    public static String withoutSource(String model) {
        return ofModel(model).isPresent() ? model.substring(model.indexOf('/') + 1) : model;
    }
}
