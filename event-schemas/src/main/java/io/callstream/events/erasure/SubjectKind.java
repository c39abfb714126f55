package io.callstream.events.erasure;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an erasure can name. Each is a column of the events. */
public enum SubjectKind {
    /** Whom the client named as its own user. */
    END_USER("end_user"),
    /** The owner of a key. */
    USER("user_id"),
    /** One call. */
    CALL("call_id"),
    /** A key, by its hash. */
    KEY("key_hash");

    private final String column;
    private final String word = name().toLowerCase(Locale.ROOT);

    SubjectKind(String column) {
        this.column = column;
    }

    /** The column that holds it, in events and in rows of calls. */
    public String column() {
        return column;
    }

    /** The word used in records: {@code end_user}, {@code user}, {@code call}, {@code key}. */
    public String word() {
        return word;
    }

    /** Empty for a word that a later version may know. */
    public static Optional<SubjectKind> ofWord(String word) {
        return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
