package io.callstream.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** LiteLLM's {@code environment_variables}: variables that the configuration sets, over those of the process. */
public final class EnvironmentVariables {
    static final String KEY = "environment_variables";
    private static final String REFERENCE = "os.environ/";

    private EnvironmentVariables() {}

    /** The environment as whoever reads this configuration sees it. */
    public static Environment over(Environment process, Section root) {
        Section own = root.section(KEY);
        Map<String, Object> named = new HashMap<>();
        own.keys().forEach(name -> own.text(name).ifPresent(value -> named.put(name, value)));
        own.acceptAll();
        return over(process, named);
    }

    static Environment over(Environment process, @Nullable Object section) {
        if (!(section instanceof Map<?, ?> named) || named.isEmpty()) {
            return process;
        }
        Map<String, String> variables = new HashMap<>();
        named.forEach(
                (name, value) -> value(process, value).ifPresent(text -> variables.put(String.valueOf(name), text)));
        return name -> Optional.ofNullable(variables.get(name)).or(() -> process.get(name));
    }

    private static Optional<String> value(Environment process, @Nullable Object value) {
        if (value == null || value instanceof Map || value instanceof Iterable) {
            return Optional.empty();
        }
        String text = value.toString();
        Optional<String> meant =
                text.startsWith(REFERENCE) ? process.get(text.substring(REFERENCE.length())) : Optional.of(text);
        return meant.filter(found -> !found.isBlank());
    }
}
