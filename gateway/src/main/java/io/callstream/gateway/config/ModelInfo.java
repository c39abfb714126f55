package io.callstream.gateway.config;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import io.callstream.settings.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** LiteLLM's {@code model_info}: what an entry says of its model to people and programs, which ask {@code GET /model/info}. */
final class ModelInfo {
    private ModelInfo() {}

    /** Everything that says something, as JSON by its name; what is named like a credential, however deep, is shown to nobody. */
    static Map<String, String> read(Section info) {
        Map<String, String> said = new TreeMap<>();
        info.keys().stream()
                .filter(name -> !SecretNames.matches(name))
                .forEach(name -> info.json(name).flatMap(ModelInfo::shown).ifPresent(value -> said.put(name, value)));
        return Map.copyOf(said);
    }

    private static Optional<String> shown(String json) {
        if (json.indexOf('{') < 0) {
            return Optional.of(json);
        }
        try {
            return Optional.of(PlainValues.write(harmless(PlainValues.read(Slice.of(json)))));
        } catch (InvalidJsonException e) {
            return Optional.empty(); // deeper than anybody reads
        }
    }

    private static @Nullable Object harmless(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> kept = new LinkedHashMap<>();
            map.forEach((key, each) -> {
                String name = String.valueOf(key);
                if (!SecretNames.matches(name)) {
                    kept.put(name, harmless(each));
                }
            });
            return kept;
        }
        return value instanceof List<?> list
                ? list.stream().map(ModelInfo::harmless).toList()
                : value;
    }
}
