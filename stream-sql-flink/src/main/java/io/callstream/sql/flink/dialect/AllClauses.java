package io.callstream.sql.flink.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code GROUP BY ALL}, by everything that is selected and has no aggregate in it, and {@code ORDER BY ALL}, by everything that is. */
final class AllClauses {
    private static final Set<String> AGGREGATES = Set.of(
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

    private AllClauses() {}

    static void spellOut(String statement, Tokens tokens, Edits edits) {
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i + 1).is("BY") || !tokens.get(i + 2).is("ALL")) {
                continue;
            }
            List<SelectItems.Item> items = SelectItems.before(tokens, i);
            if (tokens.get(i).is("GROUP")) {
                groupBy(statement, tokens, i, items, edits);
            } else if (tokens.get(i).is("ORDER")) {
                edits.replace(
                        tokens.get(i + 2),
                        IntStream.rangeClosed(1, items.size())
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    private static void groupBy(String statement, Tokens tokens, int group, List<SelectItems.Item> items, Edits edits) {
        List<String> keys = new ArrayList<>();
        for (SelectItems.Item item : items) {
            if (!isAggregate(tokens, item)) {
                int last = withoutAlias(tokens, item);
                String key = statement.substring(
                        tokens.get(item.begin()).at(), tokens.get(last).end());
                keys.add(Dialect.translate(key).text());
            }
        }
        if (keys.isEmpty()) {
            edits.replace(tokens.get(group).at(), tokens.get(group + 2).end(), "");
        } else {
            edits.replace(tokens.get(group + 2), String.join(", ", keys));
        }
    }

    private static boolean isAggregate(Tokens tokens, SelectItems.Item item) {
        return IntStream.range(item.begin(), item.end())
                .anyMatch(i -> tokens.get(i + 1).is("(")
                        && AGGREGATES.contains(tokens.get(i).text().toLowerCase(Locale.ROOT)));
    }

    /** The last token of the value itself. */
    private static int withoutAlias(Tokens tokens, SelectItems.Item item) {
        int last = item.end() - 1;
        if (tokens.get(last - 1).is("AS") && last - 1 > item.begin()) {
            return last - 2;
        }
        Token before = tokens.get(last - 1);
        boolean follows = before.kind() != Token.Kind.SYMBOL || tokens.closes(last - 1);
        return last > item.begin() && isWord(tokens.get(last)) && follows ? last - 1 : last;
    }

    private static boolean isWord(Token token) {
        return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.NAME;
    }
}
