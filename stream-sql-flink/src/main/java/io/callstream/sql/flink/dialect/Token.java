package io.callstream.sql.flink.dialect;

/**
 * A piece of a statement.
 *
 * @param kind what it is
 * @param text as it stands there
 * @param at where it begins
 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        WORD,
        NUMBER,
        /** In single quotes. */
        TEXT,
        /** A name in double quotes. */
        NAME,
        SYMBOL
    }

    boolean is(String other) {
        return kind != Kind.TEXT && kind != Kind.NAME && text.equalsIgnoreCase(other);
    }

    int end() {
        return at + text.length();
    }

    /** Stands where a statement has nothing. */
    static Token none(int at) {
        return new Token(Kind.SYMBOL, "", at);
    }
}
