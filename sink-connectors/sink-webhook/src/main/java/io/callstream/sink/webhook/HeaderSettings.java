package io.callstream.sink.webhook;

import io.callstream.settings.Key;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HeaderRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code headers} setting, or {@code GENERIC_LOGGER_HEADERS} ({@code name=value,name=value}) where there is none.
 *
 * @param fixed headers that are the same for every request
 * @param perEvent headers that say something of the event
 */
record HeaderSettings(Map<String, String> fixed, List<HeaderTemplate> perEvent) {
    static final Key<Map<String, String>> HEADERS = Key.textMap("headers")
            .orVariables("GENERIC_LOGGER_HEADERS")
            .byDefault(Map.of(), "")
            .says("Sent with every request, such as `Authorization`; in the variable `name=value,name=value`.");

    /** Problems name headers, never their values. */
    static HeaderSettings read(SinkSettings settings, WebhookSinkConfig.Mode mode) {
        Map<String, String> said = settings.section().get(HEADERS);
        if (!settings.section().has(HEADERS.name())) {
            said = settings.variable(HEADERS).map(text -> pairs(text, settings)).orElse(Map.of());
        }
        Map<String, String> fixed = new LinkedHashMap<>();
        List<HeaderTemplate> perEvent = new ArrayList<>();
        said.forEach((name, value) -> {
            HeaderTemplate header = new HeaderTemplate(name, value);
            if (!isGood(header, mode, settings)) {
                return;
            }
            if (header.isFilled()) {
                perEvent.add(header);
            } else {
                fixed.put(name, value);
            }
        });
        return new HeaderSettings(fixed, perEvent);
    }

    private static boolean isGood(HeaderTemplate header, WebhookSinkConfig.Mode mode, SinkSettings settings) {
        String problem = "";
        if (!HeaderRules.isName(header.name())) {
            problem = "cannot be set";
        } else if (!HeaderRules.isValue(header.text())) {
            problem = "has characters that a header cannot hold";
        } else if (!header.unknown().isEmpty()) {
            problem = "names " + header.unknown() + ", which is no column that a header may tell";
        } else if (header.isFilled() && mode != WebhookSinkConfig.Mode.SINGLE) {
            problem = "says something of one event, which needs mode: single";
        }
        if (!problem.isEmpty()) {
            settings.problem(HEADERS, "header '" + header.name() + "' " + problem);
        }
        return problem.isEmpty();
    }

    private static Map<String, String> pairs(String text, SinkSettings settings) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                headers.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            } else if (!pair.isBlank()) {
                settings.problem(
                        HEADERS,
                        "cannot be read from " + HEADERS.variables().get(0) + " (expected name=value,name=value)");
            }
        }
        return headers;
    }
}
