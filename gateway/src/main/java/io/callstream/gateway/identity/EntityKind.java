package io.callstream.gateway.identity;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the management API keeps. The words stand in the topic's keys and never change. */
public enum EntityKind {
    /** Found by the SHA-256 of the key, in hex. */
    KEY("key"),
    TEAM("team"),
    USER("user"),
    /** An end user, as requests name them. */
    CUSTOMER("customer"),
    /** What teams belong to. */
    ORGANIZATION("organization"),
    /** What calls are marked with, by its name. */
    TAG("tag"),
    /** Limits with a name, for all the others. */
    BUDGET("budget");

    private static final char BETWEEN = ':';
    private final String word;

    EntityKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** The kind that a word names. */
    public static Optional<EntityKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** Where one of them stands in the table. */
    public String key(String id) {
        return word + BETWEEN + id;
    }

    /** The id in a key of the table; null when it is of another kind. */
    @Nullable String id(String key) {
        boolean mine = key.length() > word.length() && key.startsWith(word) && key.charAt(word.length()) == BETWEEN;
        return mine ? key.substring(word.length() + 1) : null;
    }
}
