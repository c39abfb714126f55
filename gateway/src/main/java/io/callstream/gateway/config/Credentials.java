package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** LiteLLM's {@code credential_list}: addresses and keys that entries name, in place of saying them. */
final class Credentials {
    private static final String NAME = "litellm_credential_name";

    private Credentials() {}

    static Map<String, Section> read(Section root) {
        Map<String, Section> named = new LinkedHashMap<>();
        for (Section each : root.sections("credential_list")) {
            Section values = each.section("credential_values");
            each.accept("credential_info");
            values.acceptAll();
            String name = each.required("credential_name");
            if (named.putIfAbsent(name, values) != null && !name.isEmpty()) {
                each.problem("credential_name", "names another credential already");
            }
        }
        return named;
    }

    /** Whether an entry names one that is not there. */
    static boolean isUnknown(Section params, Map<String, Section> credentials) {
        return params.text(NAME).filter(name -> !credentials.containsKey(name)).isPresent();
    }

    /** What an entry says itself wins. */
    static Section over(Section params, Map<String, Section> credentials) {
        Optional<String> name = params.text(NAME);
        if (name.isEmpty()) {
            return params;
        }
        Section values = credentials.get(name.get());
        if (values == null) {
            params.problem(NAME, "names no credential of credential_list");
            return params;
        }
        return both(params, values);
    }

    private static Section both(Section params, Section values) {
        params.acceptAll(); // it is read in the one that is made of both
        Section both = params.over(values);
        both.accept(NAME);
        return both;
    }
}
