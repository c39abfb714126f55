package io.callstream.gateway.config;

import java.util.Map;

/**
 * Models and credentials that were made at run time, with their secrets.
 *
 * @param entries as {@code model_list} would have them, by their ids
 * @param credentials values by the credentials' names
 */
public record MadeModels(Map<String, Map<String, Object>> entries, Map<String, Map<String, Object>> credentials) {
    public static final MadeModels NONE = new MadeModels(Map.of(), Map.of());

    public MadeModels {
        entries = Map.copyOf(entries);
        credentials = Map.copyOf(credentials);
    }

    /** There are secrets in it. */
    @Override
    public String toString() {
        return "MadeModels[entries=" + entries.keySet() + ", credentials=" + credentials.keySet() + "]";
    }
}
