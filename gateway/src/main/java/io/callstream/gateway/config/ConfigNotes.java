package io.callstream.gateway.config;

import java.util.List;

/**
 * What is to be said about a configuration that does not stop the start.
 *
 * @param warnings sentences
 * @param unknown keys that LiteLLM is not known to have, with what may have been meant
 * @param ignored keys of LiteLLM's that have no effect here
 */
public record ConfigNotes(List<String> warnings, List<String> unknown, List<String> ignored) {
    public ConfigNotes {
        warnings = List.copyOf(warnings);
        unknown = List.copyOf(unknown);
        ignored = List.copyOf(ignored);
    }
}
