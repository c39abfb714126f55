package io.callstream.gateway.stage.prompt;

import io.callstream.gateway.config.PromptEntry;
import io.callstream.gateway.config.PromptRules;
import io.callstream.gateway.config.PromptSource;
import io.callstream.gateway.config.PromptsConfig;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.prompt.PromptException;
import io.callstream.gateway.prompt.Variables;
import io.callstream.gateway.prompt.Wanted;
import io.callstream.gateway.provider.PromptFields;
import io.callstream.gateway.route.Routes;
import io.callstream.json.Slice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which prompt a call gets: what the request says wins over LiteLLM's list of prompts, that over the entry of the
 * model, and that over the settings.
 */
final class PromptPlans {
    private static final PromptRules NO_RULES = new PromptRules(false, false, Map.of());

    private final PromptsConfig config;
    private final Routes routes;
    private final Accounts accounts;

    PromptPlans(PromptsConfig config, Routes routes, Accounts accounts) {
        this.config = config;
        this.routes = routes;
        this.accounts = accounts;
    }

    /** @return null when the call has no prompt but its own */
    @Nullable PromptPlan of(PromptFields fields, String model) throws PromptException {
        PromptEntry group = group(model);
        Optional<PromptSource> named = group == null ? PromptSource.ofModel(model) : group.source();
        if (group == null && named.isEmpty() && fields.get(PromptFields.ID) == null) {
            return null;
        }
        PromptRequest request = new PromptRequest(fields);
        String id = request.text(PromptFields.ID);
        if (id == null) {
            id = group == null ? null : group.id().orElse(null);
        }
        if (id == null) {
            return named.isEmpty() ? null : missingId();
        }
        return plan(request, id, named, group, group == null ? PromptSource.withoutSource(model) : model);
    }

    private PromptPlan plan(
            PromptRequest request, String id, Optional<PromptSource> named, @Nullable PromptEntry group, String model)
            throws PromptException {
        PromptEntry listed = config.listed().get(id);
        List<PromptEntry> entries = entries(listed, group);
        Optional<PromptSource> source = listed == null ? named : listed.source();
        if (source.isEmpty()) {
            source = accounts.usual(request);
        }
        if (source.isEmpty()) {
            throw noSource();
        }
        Wanted wanted = wanted(request, listed == null ? id : listed.id().orElse(id), entries);
        Accounts.Choice choice = accounts.choose(source.get(), request, entries, wanted);
        return new PromptPlan(
                source.get().word(),
                wanted.id(),
                choice.prompt(),
                variables(request, entries),
                rules(request, entries),
                model,
                choice.ours());
    }

    private static List<PromptEntry> entries(@Nullable PromptEntry listed, @Nullable PromptEntry group) {
        if (listed == null) {
            return group == null ? List.of() : List.of(group);
        }
        return group == null ? List.of(listed) : List.of(listed, group);
    }

    /** The entry of the group that a model leads to; the group's own name comes before what an alias makes of it. */
    private @Nullable PromptEntry group(String model) {
        if (config.groups().isEmpty()) {
            return null;
        }
        PromptEntry exact = config.groups().get(model);
        String group = exact == null ? routes.group(model) : null;
        return group == null ? exact : config.groups().get(group);
    }

    /** Label and version count together: who says one of them does not mean the other's. */
    private static Wanted wanted(PromptRequest request, String id, List<PromptEntry> entries) throws PromptException {
        String version = request.text(PromptFields.VERSION);
        String label = request.text(PromptFields.LABEL);
        if (version == null) {
            version = request.text(PromptFields.LANGFUSE_VERSION);
        }
        if (version == null && label == null) {
            for (PromptEntry entry : entries) {
                if (entry.version().isPresent() || entry.label().isPresent()) {
                    return new Wanted(
                            id, entry.label().orElse(null), entry.version().orElse(null));
                }
            }
        }
        return new Wanted(id, label, version);
    }

    private static Variables variables(PromptRequest request, List<PromptEntry> entries) throws PromptException {
        Variables variables = request.variables();
        for (PromptEntry entry : entries) {
            Variables own =
                    entry.variables().map(json -> Variables.of(Slice.of(json))).orElse(null);
            variables = own == null ? variables : variables.over(own);
        }
        return variables;
    }

    private static PromptRules rules(PromptRequest request, List<PromptEntry> entries) throws PromptException {
        boolean model = false;
        boolean parameters = false;
        PromptRules last = NO_RULES;
        for (PromptEntry entry : entries) {
            last = entry.rules();
            model |= last.ignoreModel();
            parameters |= last.ignoreParameters();
        }
        return new PromptRules(
                request.flag(PromptFields.IGNORE_MODEL, model),
                request.flag(PromptFields.IGNORE_PARAMETERS, parameters),
                last.defaults());
    }

    private static PromptPlan missingId() throws PromptException {
        throw new PromptException(new CallError(
                GatewayError.INVALID_REQUEST,
                "The model takes its prompt from elsewhere, and neither the request nor the configuration names one: expected"
                        + " prompt_id.",
                PromptFields.ID));
    }

    private static PromptException noSource() {
        return new PromptException(new CallError(
                GatewayError.INVALID_REQUEST,
                "The request names a prompt, and neither it nor the configuration says where prompts are kept (an account of"
                        + " Langfuse or Humanloop, or callstream.prompts.file.directory).",
                PromptFields.ID));
    }
}
