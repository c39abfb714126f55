package io.callstream.sql.flink.dialect;

import java.util.Locale;
import java.util.Map;

/**
 * Writes a statement of DuckDB's SQL so that Flink takes it and means the same. Word by word: what Flink does not know at all stays, and
 * Flink says so. {@code docs/guides/sql.md} lists what is translated.
 */
public final class Dialect {
    /** Under which name Flink has DuckDB's {@code date_trunc}. */
    public static final String DATE_TRUNC = "begin_of";

    /** Under which name Flink has DuckDB's {@code date_diff}. */
    public static final String DATE_DIFF = "units_between";

    /** Functions that are there under another name; Flink's grammar has its own {@code date_trunc} and {@code date_diff}, of other arguments. */
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("quantile_cont", "PERCENTILE"),
            Map.entry("len", "CHAR_LENGTH"),
            Map.entry("list_contains", "ARRAY_CONTAINS"),
            Map.entry("any_value", "FIRST_VALUE"),
            Map.entry("string_agg", "LISTAGG"),
            Map.entry("date_trunc", DATE_TRUNC),
            Map.entry("datetrunc", DATE_TRUNC),
            Map.entry("date_diff", DATE_DIFF),
            Map.entry("datediff", DATE_DIFF));

    private Dialect() {}

    /** @param statement one statement */
    public static Translation translate(String statement) {
        Tokens tokens = Tokens.of(statement);
        Edits edits = new Edits();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            switch (token.kind()) {
                case NAME -> edits.replace(token, backticks(token.text()));
                case WORD -> word(tokens, i, edits);
                case SYMBOL -> symbol(tokens, i, edits);
                case NUMBER -> number(tokens, i, edits);
                case TEXT -> {}
            }
        }
        AllClauses.spellOut(statement, tokens, edits);
        return edits.apply(statement);
    }

    private static String backticks(String quoted) {
        String name = quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"");
        return '`' + name.replace("`", "``") + '`';
    }

    private static void word(Tokens tokens, int i, Edits edits) {
        Token token = tokens.get(i);
        String word = token.text().toLowerCase(Locale.ROOT);
        boolean call = tokens.get(i + 1).is("(");
        if (call && FUNCTIONS.containsKey(word)) {
            edits.replace(token, FUNCTIONS.getOrDefault(word, word));
        } else if (call && word.equals("avg")) {
            Token before = tokens.get(tokens.get(i + 2).is("DISTINCT") ? i + 2 : i + 1);
            edits.replace(before, before.text() + (before.is("(") ? "1e0 * " : " 1e0 *")); // DuckDB's is never cut
        } else if (call && word.equals("median")) {
            edits.replace(token, "PERCENTILE");
            edits.insert(tokens.get(tokens.closing(i + 1)).at(), ", 0.5");
        } else if (ReservedNames.has(tokens, i)) {
            edits.replace(token, '`' + token.text() + '`');
        }
    }

    private static void symbol(Tokens tokens, int i, Edits edits) {
        Token token = tokens.get(i);
        if (token.is("/")) {
            edits.replace(token, "* 1e0 /"); // DuckDB's division never cuts
        } else if (token.is("//")) {
            edits.replace(token, "/");
        } else if (token.is("->>") || token.is("->")) {
            JsonArrow.spellOut(tokens, i, edits);
        }
    }

    private static void number(Tokens tokens, int i, Edits edits) {
        if (tokens.get(i - 1).is("INTERVAL")) {
            edits.replace(tokens.get(i), '\'' + tokens.get(i).text() + '\'');
        }
    }
}
