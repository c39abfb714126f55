package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.util.Map;
import java.util.TreeMap;

/** LiteLLM's {@code model_info}: what an entry says of its model to people and programs, which ask {@code GET /model/info}. */
final class ModelInfo {
    private ModelInfo() {}

    /** Everything that says something, as JSON by its name; what is named like a credential is shown to nobody. */
    static Map<String, String> read(Section info) {
        Map<String, String> said = new TreeMap<>();
        info.keys().stream()
                .filter(name -> !SecretNames.matches(name))
                .forEach(name -> info.json(name).ifPresent(value -> said.put(name, value)));
        return Map.copyOf(said);
    }
}
