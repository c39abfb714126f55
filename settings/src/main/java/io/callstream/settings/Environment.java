package io.callstream.settings;

import java.util.Map;
import java.util.Optional;

/** Environment variables, passed in so that a test can say what they are. */
@FunctionalInterface
public interface Environment {
    /** The variable's value; empty when it is not set or blank. */
    Optional<String> get(String name);

    static Environment system() {
        return name -> Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    static Environment of(Map<String, String> variables) {
        Map<String, String> copy = Map.copyOf(variables);
        return name -> Optional.ofNullable(copy.get(name)).filter(value -> !value.isBlank());
    }
}
