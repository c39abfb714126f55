package io.callstream.sql.flink.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code GROUP BY ALL}: by everything that is selected and has no aggregate in it. */
final class GroupByAll {
    private GroupByAll() {}

    static void spellOut(String statement, Tokens tokens, Edits edits) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("GROUP")
                    && tokens.get(i + 1).is("BY")
                    && tokens.get(i + 2).is("ALL")) {
                List<String> keys = keys(statement, tokens, i);
                if (keys.isEmpty()) {
                    edits.replace(tokens.get(i).at(), tokens.get(i + 2).end(), "");
                } else {
                    edits.replace(tokens.get(i + 2), String.join(", ", keys));
                }
            }
        }
    }

    private static List<String> keys(String statement, Tokens tokens, int group) {
        int select = select(tokens, group);
        List<String> keys = new ArrayList<>();
        int begin = tokens.get(select + 1).is("DISTINCT") ? select + 2 : select + 1;
        for (int i = begin; i < group; i++) {
            if (tokens.opens(i)) {
                i = tokens.closing(i);
            } else if (tokens.get(i).is(",") || tokens.get(i).is("FROM")) {
                add(statement, tokens, begin, i, keys);
                begin = i + 1;
            }
            if (tokens.get(i).is("FROM")) {
                break;
            }
        }
        return keys;
    }

    /** The {@code SELECT} that the clause belongs to: the last one before it that is not inside of parentheses. */
    private static int select(Tokens tokens, int group) {
        for (int i = group - 1; i >= 0; i--) {
            if (tokens.closes(i)) {
                i = tokens.opening(i);
            } else if (tokens.get(i).is("SELECT")) {
                return i;
            }
        }
        return 0;
    }

    private static void add(String statement, Tokens tokens, int begin, int end, List<String> keys) {
        int last = end;
        boolean aggregate = false;
        for (int i = begin; i < end; i++) {
            aggregate |= tokens.get(i + 1).is("(")
                    && Dialect.aggregates().contains(tokens.get(i).text().toLowerCase(Locale.ROOT));
            if (tokens.get(i).is("AS") && i == end - 2) {
                last = i;
            }
        }
        if (last == end && hasAliasOnly(tokens, begin, end)) {
            last = end - 1;
        }
        if (!aggregate && last > begin) {
            String key = statement.substring(
                    tokens.get(begin).at(), tokens.get(last - 1).end());
            keys.add(Dialect.translate(key).text());
        }
    }

    /** Whether the last word is an alias without {@code AS}: it follows a value. */
    private static boolean hasAliasOnly(Tokens tokens, int begin, int end) {
        if (end - begin < 2 || !isWord(tokens.get(end - 1))) {
            return false;
        }
        Token before = tokens.get(end - 2);
        return before.kind() != Token.Kind.SYMBOL || tokens.closes(end - 2);
    }

    private static boolean isWord(Token token) {
        return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.NAME;
    }
}
