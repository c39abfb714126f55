package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A prompt whose text stands in the configuration, made into what a file would hold. */
final class InlinePrompt {
    static final Key<Optional<String>> CONTENT = Key.text("dotprompt_content")
            .optional()
            .says("The prompt itself, as a file would hold it; see the guide on prompts.");
    static final Key<Map<String, Object>> DATA = Key.mapping("prompt_data")
            .byDefault(Map.of(), "")
            .says(
                    "The prompt itself, under its name: `greeting: {content: \"Hello {{name}}\", metadata: {model: gpt-4o}}`.");

    private static final String TEXT = "content";
    private static final String HEAD = "metadata";

    private InlinePrompt() {}

    /** @param id under which it stands; empty where there is one only */
    static Optional<String> read(Section params, Optional<String> id) {
        Optional<String> content = params.get(CONTENT);
        if (!params.has(DATA.name())) {
            return content;
        }
        Section data = params.section(DATA.name());
        if (data.has(TEXT) && !data.isMapping(TEXT)) {
            return content.or(() -> text(data));
        }
        Set<String> names = data.keys();
        Optional<String> name = id.filter(names::contains)
                .or(() -> names.size() == 1 ? names.stream().findFirst() : Optional.empty());
        if (name.isEmpty()) {
            params.problem(DATA.name(), "has no prompt of this name (expected prompt_id with its content)");
            return content;
        }
        return content.or(() -> text(data.section(name.get())));
    }

    /** JSON is YAML, and so what stands before a file's text. */
    private static Optional<String> text(Section prompt) {
        Optional<String> text = prompt.text(TEXT);
        String head = prompt.isMapping(HEAD) ? prompt.json(HEAD).orElse("{}") : "{}";
        if (text.isEmpty() && !prompt.asks(TEXT)) {
            prompt.problem(TEXT, "is missing (expected the prompt's text)");
        }
        return text.map(content -> "---\n" + head + "\n---\n" + content);
    }
}
