package io.callstream.events.erasure;

import java.util.Optional;

/**
 * Whose calls are erased. It is personal data: never logged, never part of a message.
 *
 * @param kind what it is
 * @param value the column's value
 */
public record Subject(SubjectKind kind, String value) {
    private static final char BETWEEN = ':';

    public Subject {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an erasure names a subject that is not empty");
        }
    }

    /** The record's key on the topic of erasures. */
    public String key() {
        return kind.word() + BETWEEN + value;
    }

    /** The subject that the record's key names; empty for a kind that a later version may know, and for what is no such key. */
    public static Optional<Subject> ofKey(String key) {
        int end = key.indexOf(BETWEEN);
        if (end < 0 || key.substring(end + 1).isBlank()) {
            return Optional.empty();
        }
        return SubjectKind.ofWord(key.substring(0, end)).map(kind -> new Subject(kind, key.substring(end + 1)));
    }

    /** Whether the record that this is the owner of is the subject's. */
    public boolean matches(Owner owner) {
        return value.equals(owner.of(kind));
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "Subject[" + kind.word() + ']';
    }
}
