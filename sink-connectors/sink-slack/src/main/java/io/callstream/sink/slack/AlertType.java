package io.callstream.sink.slack;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can be told, under the names that LiteLLM's {@code alert_types} have for it. */
enum AlertType {
    /** A call failed. */
    LLM_EXCEPTIONS,
    /** A call went well and took too long; heard of only where success events are subscribed to. */
    LLM_TOO_SLOW,
    /** A deployment's provider breaks down: many failures within a short time. */
    OUTAGE_ALERTS;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * All of them, if there is no word.
     *
     * @throws IllegalArgumentException naming a word that is none of them
     */
    static Set<AlertType> ofAll(List<String> words) {
        Set<AlertType> types = EnumSet.noneOf(AlertType.class);
        for (String word : words) {
            types.add(Arrays.stream(values())
                    .filter(type -> type.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "has '" + word + "' (expected llm_exceptions, llm_too_slow or outage_alerts)")));
        }
        return words.isEmpty() ? EnumSet.allOf(AlertType.class) : types;
    }
}
