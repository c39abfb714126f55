package io.callstream.gateway.prompt;

import io.callstream.gateway.config.PromptEntry;
import io.callstream.gateway.config.PromptsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prompts whose text stands in the configuration, read before a call names them. */
public final class InlinePrompts {
    private InlinePrompts() {}

    /** What is wrong with them, each as one line that names the prompt and quotes nothing of it; empty when all is well. */
    public static List<String> problems(PromptsConfig config) {
        List<String> problems = new ArrayList<>();
        collect("prompts: the text of prompt_id ", config.listed(), problems);
        collect("model_list: the prompt's text of ", config.groups(), problems);
        return problems;
    }

    private static void collect(String where, Map<String, PromptEntry> entries, List<String> problems) {
        new TreeMap<>(entries)
                .forEach((name, entry) -> entry.text().ifPresent(text -> {
                    try {
                        PromptFile.read(name, text);
                    } catch (PromptFile.InvalidFileException e) {
                        problems.add(where + name + " " + e.getMessage());
                    }
                }));
    }
}
