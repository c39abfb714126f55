package io.callstream.sql.flink.dialect;

import java.util.Locale;
import java.util.Set;

/** Words of Flink's grammar that are names here: of our columns, or of results as people like to call them. */
final class ReservedNames {
    private static final Set<String> NAMES = Set.of(
            "avg begin count date day end hour language max method min minute month offset partition percent period position rank"
                    .concat(" result second start stream sum time timestamp user value year")
                    .split(" "));
    private static final Set<String> TYPES = Set.of("date", "time", "timestamp");

    private ReservedNames() {}

    /** Whether the word of that number is a name: as a part of the grammar it has other neighbours. */
    static boolean has(Tokens tokens, int i) {
        String word = tokens.get(i).text().toLowerCase(Locale.ROOT);
        return NAMES.contains(word)
                && !tokens.get(i + 1).is("(")
                && !isUnit(tokens, i)
                && !isLiteral(tokens, i)
                && !isClause(tokens, i, word)
                && !isType(tokens, i, word);
    }

    private static boolean isUnit(Tokens tokens, int i) {
        Token before = tokens.get(i - 1);
        return before.kind() == Token.Kind.TEXT
                || before.kind() == Token.Kind.NUMBER
                || before.is("TO")
                || before.is("(")
                        && (tokens.get(i + 1).is("FROM") || tokens.get(i + 1).is("TO"))
                || tokens.get(i - 2).text().matches("(?i)TIMESTAMP(DIFF|ADD)");
    }

    /** {@code DATE '2026-01-01'}, {@code OFFSET 10}. */
    private static boolean isLiteral(Tokens tokens, int i) {
        Token.Kind after = tokens.get(i + 1).kind();
        return after == Token.Kind.TEXT || after == Token.Kind.NUMBER;
    }

    private static boolean isClause(Tokens tokens, int i, String word) {
        Token before = tokens.get(i - 1);
        boolean ofCase = word.equals("end") && !before.is("AS") && !before.is(",") && !before.is(".");
        return tokens.get(i + 1).is("BY") || ofCase;
    }

    /** {@code CAST(x AS DATE)}. */
    private static boolean isType(Tokens tokens, int i, String word) {
        return TYPES.contains(word)
                && tokens.get(i - 1).is("AS")
                && tokens.get(i + 1).is(")");
    }
}
