package io.callstream.sql.flink.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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

    /** Words of Flink's grammar that are names of columns here, or that people like to give to columns. */
    private static final Set<String> NAMES = Set.of(
            "day",
            "hour",
            "minute",
            "second",
            "month",
            "year",
            "stream",
            "method",
            "language",
            "value",
            "window",
            "key",
            "timestamp",
            "date",
            "time",
            "partition",
            "offset",
            "user",
            "result",
            "position",
            "rank",
            "percent",
            "end",
            "start",
            "model",
            "tag",
            "label",
            "state",
            "reason",
            "count",
            "tokens",
            "cost",
            "first",
            "last",
            "name",
            "type",
            "version");

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
        GroupByAll.spellOut(statement, tokens, edits);
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
            int behind = tokens.get(i + 2).is("DISTINCT") ? i + 2 : i + 1;
            edits.insert(tokens.get(behind).end(), "1e0 * "); // DuckDB's is never cut to a whole number
        } else if (call && word.equals("median")) {
            edits.replace(token, "PERCENTILE");
            edits.insert(tokens.get(tokens.closing(i + 1)).at(), ", 0.5");
        } else if (!call && isName(tokens, i, word)) {
            edits.replace(token, '`' + token.text() + '`');
        }
    }

    /** Whether the word names a column: units, types and clauses have other neighbours. */
    private static boolean isName(Tokens tokens, int i, String word) {
        Token before = tokens.get(i - 1);
        Token after = tokens.get(i + 1);
        if (!NAMES.contains(word)) {
            return false;
        }
        boolean unit = before.kind() == Token.Kind.TEXT
                || before.kind() == Token.Kind.NUMBER
                || before.is("TO")
                || before.is("INTERVAL");
        boolean literal = after.kind() == Token.Kind.TEXT;
        boolean clause = after.is("BY")
                || after.is("FROM") && tokens.get(i - 1).is("(")
                || after.is("TO")
                || word.equals("end") && !before.is("AS") && !before.is(",") && !before.is(".")
                || (word.equals("first") || word.equals("last")) && before.is("NULLS")
                || (word.equals("timestamp") || word.equals("date") || word.equals("time")) && isType(tokens, i);
        return !unit && !literal && !clause;
    }

    private static boolean isType(Tokens tokens, int i) {
        return tokens.get(i - 1).is("AS")
                && (tokens.get(i + 1).is(")") || tokens.get(i + 1).is("("));
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

    static List<String> aggregates() {
        return List.of(
                "count",
                "sum",
                "min",
                "max",
                "avg",
                "median",
                "quantile_cont",
                "percentile",
                "approx_count_distinct",
                "max_by",
                "min_by",
                "arg_max",
                "arg_min",
                "any_value",
                "first_value",
                "last_value",
                "stddev",
                "stddev_pop",
                "stddev_samp",
                "var_pop",
                "var_samp",
                "variance",
                "string_agg",
                "listagg",
                "collect",
                "array_agg");
    }
}
