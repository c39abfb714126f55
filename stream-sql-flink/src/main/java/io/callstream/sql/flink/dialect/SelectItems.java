package io.callstream.sql.flink.dialect;

import java.util.ArrayList;
import java.util.List;

/** What the {@code SELECT} lists that a clause belongs to. */
final class SelectItems {
    private SelectItems() {}

    /**
     * One of them.
     *
     * @param begin its first token
     * @param end the token behind its last one
     */
    record Item(int begin, int end) {}

    /** @param clause the token that the clause begins with */
    static List<Item> before(Tokens tokens, int clause) {
        int select = select(tokens, clause);
        List<Item> items = new ArrayList<>();
        int begin = tokens.get(select + 1).is("DISTINCT") ? select + 2 : select + 1;
        for (int i = begin; i < clause; i++) {
            if (tokens.opens(i)) {
                i = tokens.closing(i);
            } else if (tokens.get(i).is(",") || tokens.get(i).is("FROM")) {
                items.add(new Item(begin, i));
                begin = i + 1;
            }
            if (tokens.get(i).is("FROM")) {
                break;
            }
        }
        return items;
    }

    /** The last one before the clause that is not inside of parentheses. */
    private static int select(Tokens tokens, int clause) {
        for (int i = clause - 1; i >= 0; i--) {
            if (tokens.closes(i)) {
                i = tokens.opening(i);
            } else if (tokens.get(i).is("SELECT")) {
                return i;
            }
        }
        return 0;
    }
}
