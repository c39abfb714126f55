package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.util.List;

/** An address or key beside {@code litellm_params} would go unread, and the prompts somewhere else. */
final class Misplaced {
    private static final List<String> KEYS = List.of("api_base", "base_url", "api_key", "api_keys");

    private Misplaced() {}

    static void check(Section entry, Section info) {
        for (Section each : List.of(entry, info)) {
            for (String key : KEYS) {
                if (each.has(key) || each.missing(key).isPresent()) {
                    each.accept(key);
                    each.problem(key, "belongs into litellm_params of the entry");
                }
            }
        }
    }
}
