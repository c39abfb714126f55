package io.callstream.sink.slack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    static Optional<AlertType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
