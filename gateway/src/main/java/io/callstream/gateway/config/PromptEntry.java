package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an entry of {@code model_list} or {@code prompts} says of the prompt of its calls; a request may say otherwise.
 *
 * @param source empty when the entry does not say
 * @param variables a JSON object
 * @param text the prompt itself, as a file would hold it
 */
public record PromptEntry(
        Optional<PromptSource> source,
        Optional<String> id,
        Optional<String> variables,
        Optional<String> label,
        Optional<String> version,
        PromptAccount account,
        PromptRules rules,
        Optional<String> text) {
    static final Key<Optional<String>> ID = Key.text("prompt_id")
            .optional()
            .says("Prompt of the entry's calls; a request's own wins. See the guide on prompts.");
    static final Key<Optional<String>> LABEL =
            Key.text("prompt_label").optional().says("Label of the prompt's version, such as production.");
    static final Key<Optional<String>> VERSION = Key.text("prompt_version")
            .optional()
            .says("Version of the prompt, in place of the one that the label stands for.");
    static final Key<Boolean> IGNORE_MODEL = Key.flag("ignore_prompt_manager_model")
            .byDefault("false")
            .says("Leaves out the model that the prompt names.");
    static final Key<Boolean> IGNORE_PARAMETERS = Key.flag("ignore_prompt_manager_optional_params")
            .byDefault("false")
            .says("Leaves out the parameters that the prompt has.");
    private static final Key<Optional<String>> LANGFUSE_VERSION =
            Key.text("langfuse_prompt_version").optional().says("As prompt_version.");
    private static final String VARIABLES = "prompt_variables";
    private static final List<String> SAYING =
            List.of("prompt_id", "prompt_variables", "prompt_label", "prompt_version");

    /** Whether an entry's parameters have to do with a prompt. */
    static boolean in(Section params) {
        return SAYING.stream().anyMatch(params::has);
    }

    /** Whether its calls have a prompt that is kept elsewhere. */
    static boolean isPrompted(Section params) {
        return in(params) || params.text("model").flatMap(PromptSource::ofModel).isPresent();
    }

    /** @param source that the model's name begins with; empty when it does not */
    static PromptEntry read(Section params, Optional<PromptSource> source) {
        Optional<String> variables = Optional.empty();
        if (params.has(VARIABLES)) {
            variables = params.isMapping(VARIABLES) ? params.json(VARIABLES) : Optional.empty();
            if (variables.isEmpty()) {
                params.problem(VARIABLES, "is no mapping (expected names of variables with their values)");
            }
        }
        Optional<String> langfuseVersion = params.get(LANGFUSE_VERSION);
        return new PromptEntry(
                source,
                params.get(ID),
                variables,
                params.get(LABEL),
                params.get(VERSION).or(() -> langfuseVersion),
                PromptAccount.read(params),
                new PromptRules(params.get(IGNORE_MODEL), params.get(IGNORE_PARAMETERS), Map.of()),
                InlinePrompt.read(params, params.get(ID)));
    }

    /** For an entry that leads to another model group. */
    PromptEntry with(Map<String, String> defaults) {
        return new PromptEntry(
                source,
                id,
                variables,
                label,
                version,
                account,
                new PromptRules(rules.ignoreModel(), rules.ignoreParameters(), defaults),
                text);
    }
}
