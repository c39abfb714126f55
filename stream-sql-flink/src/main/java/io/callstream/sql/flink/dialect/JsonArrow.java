package io.callstream.sql.flink.dialect;

/** {@code body->>'$.path'}: a function of what stands before the arrow. */
final class JsonArrow {
    private JsonArrow() {}

    static void spellOut(Tokens tokens, int arrow, Edits edits) {
        Token path = tokens.get(arrow + 1);
        if (path.kind() != Token.Kind.TEXT) {
            return; // Flink says that it does not know the arrow
        }
        String function = tokens.get(arrow).is("->>") ? "json_extract_string(" : "json_extract(";
        edits.insertAround(tokens.get(begin(tokens, arrow - 1)).at(), function);
        edits.replace(tokens.get(arrow), ", ");
        edits.insert(path.end(), ")");
    }

    /** The first token of the value that ends here: a name with its parts, or a call, or something in parentheses. */
    private static int begin(Tokens tokens, int last) {
        int first = tokens.closes(last) ? tokens.opening(last) : last;
        if (tokens.get(last).kind() == Token.Kind.TEXT && isArrow(tokens, last - 1)) {
            return begin(tokens, last - 2); // a chain of arrows
        }
        Token before = tokens.get(first - 1);
        if (tokens.opens(first) && (before.kind() == Token.Kind.WORD || before.kind() == Token.Kind.NAME)) {
            return begin(tokens, first - 1);
        }
        return before.is(".") ? begin(tokens, first - 2) : first;
    }

    private static boolean isArrow(Tokens tokens, int i) {
        return tokens.get(i).is("->>") || tokens.get(i).is("->");
    }
}
