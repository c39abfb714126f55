package io.callstream.gateway.config;

import java.util.Map;

/**
 * What counts of a prompt beside its messages.
 *
 * @param ignoreModel whether the model that it names is left out
 * @param ignoreParameters whether the parameters that it has are left out
 * @param defaults parameters of an entry that leads to another model group, as JSON; the client's win
 */
public record PromptRules(boolean ignoreModel, boolean ignoreParameters, Map<String, String> defaults) {
    public PromptRules {
        defaults = Map.copyOf(defaults);
    }
}
