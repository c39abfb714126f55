package io.callstream.sink.webhook;

import io.callstream.settings.Section;
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
    private static final String KEY = "headers";
    private static final String VARIABLE = "GENERIC_LOGGER_HEADERS";

    /** Problems name headers, never their values. */
    static HeaderSettings read(SinkSettings settings, WebhookSinkConfig.Mode mode) {
        Section section = settings.section();
        Map<String, String> said = section.textMap(KEY);
        if (!section.has(KEY)) {
            said = settings.environment()
                    .get(VARIABLE)
                    .map(text -> pairs(text, section))
                    .orElse(Map.of());
        }
        Map<String, String> fixed = new LinkedHashMap<>();
        List<HeaderTemplate> perEvent = new ArrayList<>();
        said.forEach((name, value) -> {
            HeaderTemplate header = new HeaderTemplate(name, value);
            if (!isGood(header, mode, section)) {
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

    private static boolean isGood(HeaderTemplate header, WebhookSinkConfig.Mode mode, Section section) {
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
            section.problem(KEY, "header '" + header.name() + "' " + problem);
        }
        return problem.isEmpty();
    }

    private static Map<String, String> pairs(String text, Section section) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                headers.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            } else if (!pair.isBlank()) {
                section.problem(KEY, "cannot be read from " + VARIABLE + " (expected name=value,name=value)");
            }
        }
        return headers;
    }
}
