package io.callstream.gateway.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is to be said about a configuration that does not stop the start. For one thread. */
final class Findings {
    private final List<String> warnings = new ArrayList<>();

    void warn(String warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }
}
