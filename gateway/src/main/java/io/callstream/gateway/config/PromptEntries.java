package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Collects what entries say of prompts. For one reading of the configuration. */
final class PromptEntries {
    static final Key<String> LISTED_ID = Key.text("prompt_id").required().says("What calls name the prompt.");

    /** Of an item's {@code litellm_params}. */
    static final class OfParameters {
        static final Key<String> INTEGRATION = Key.text("prompt_integration")
                .required()
                .says("Where the prompt is kept: langfuse, humanloop, dotprompt (the same as file).");

        private OfParameters() {}
    }

    private final Findings findings;
    private final Map<String, PromptEntry> groups = new LinkedHashMap<>();
    private final Map<String, PromptEntry> listed = new LinkedHashMap<>();
    private final Map<String, String> leadingElsewhere = new LinkedHashMap<>();

    PromptEntries(Findings findings) {
        this.findings = findings;
    }

    Map<String, PromptEntry> groups() {
        return groups;
    }

    Map<String, PromptEntry> listed() {
        return listed;
    }

    /** Groups whose calls go to another one, once they have their prompt. */
    Map<String, String> leadingElsewhere() {
        return leadingElsewhere;
    }

    /** A group has one prompt: which deployment is asked is decided later. */
    void add(String group, PromptEntry entry) {
        PromptEntry first = groups.putIfAbsent(group, entry);
        if (first != null && !first.equals(entry)) {
            findings.warn(
                    "model_list: the entries of " + group + " say different things of its prompt; the first counts");
        }
    }

    void leadTo(String group, String other) {
        leadingElsewhere.put(group, other);
    }

    /** LiteLLM's list of prompts. */
    void readListed(Section root) {
        for (Section item : root.sections("prompts")) {
            item.accept("prompt_info");
            Section params = item.section("litellm_params");
            String id = item.get(LISTED_ID);
            String integration = params.get(OfParameters.INTEGRATION);
            Optional<PromptSource> source = PromptSource.find(integration);
            PromptEntry entry = PromptEntry.read(params, source);
            if (source.isPresent()) {
                listed.put(id, entry);
            } else if (!integration.isEmpty()) {
                findings.warn(params.path() + ".prompt_integration: prompts are not fetched from '" + integration
                        + "' (expected langfuse, humanloop or dotprompt); calls that name " + id + " are refused");
            }
        }
    }
}
