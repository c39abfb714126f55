package io.callstream.gateway.models;

import org.jspecify.annotations.Nullable;

/** What is made. The words stand in the topic's keys and never change. */
public enum MadeKind {
    /** By its id. */
    MODEL("model"),
    /** By its name. */
    CREDENTIAL("credential");

    private final String beginning;

    MadeKind(String word) {
        this.beginning = word + ":";
    }

    /** Where one of them stands in the table. */
    String key(String id) {
        return beginning + id;
    }

    /** The id in a key of the table; null when it is of another kind. */
    @Nullable String id(String key) {
        return key.length() > beginning.length() && key.startsWith(beginning)
                ? key.substring(beginning.length())
                : null;
    }
}
