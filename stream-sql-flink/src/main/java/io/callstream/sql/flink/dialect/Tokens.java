package io.callstream.sql.flink.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pieces of a statement, without spaces and comments. Immutable. */
final class Tokens {
    private static final Pattern PIECE = Pattern.compile(
            "(?<space>\\s+|--[^\\n]*|/\\*.*?\\*/)"
                    + "|(?<text>'(?:[^']|'')*')|(?<name>\"(?:[^\"]|\"\")*\")|(?<done>`(?:[^`]|``)*`)"
                    + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)|(?<number>[0-9]+(?:\\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)"
                    + "|(?<symbol>->>|->|//|::|.)",
            Pattern.DOTALL);

    private final List<Token> tokens;
    private final int end;

    private Tokens(List<Token> tokens, int end) {
        this.tokens = tokens;
        this.end = end;
    }

    static Tokens of(String statement) {
        List<Token> tokens = new ArrayList<>();
        Matcher piece = PIECE.matcher(statement);
        while (piece.find()) {
            if (piece.group("space") == null) {
                tokens.add(new Token(kind(piece), piece.group(), piece.start()));
            }
        }
        return new Tokens(tokens, statement.length());
    }

    private static Token.Kind kind(Matcher piece) {
        if (piece.group("text") != null) {
            return Token.Kind.TEXT;
        } else if (piece.group("name") != null) {
            return Token.Kind.NAME;
        } else if (piece.group("word") != null || piece.group("done") != null) {
            return Token.Kind.WORD;
        }
        return piece.group("number") != null ? Token.Kind.NUMBER : Token.Kind.SYMBOL;
    }

    int size() {
        return tokens.size();
    }

    /** The token of that number; an empty one before the first and behind the last. */
    Token get(int number) {
        return number >= 0 && number < tokens.size() ? tokens.get(number) : Token.none(number < 0 ? 0 : end);
    }

    /** The number of the token that closes what this one opens, or of the last one. */
    int closing(int opening) {
        int depth = 0;
        for (int i = opening; i < tokens.size(); i++) {
            depth += opens(i) ? 1 : closes(i) ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    /** The number of the token that opens what this one closes, or of the first one. */
    int opening(int closing) {
        int depth = 0;
        for (int i = closing; i >= 0; i--) {
            depth += closes(i) ? 1 : opens(i) ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return 0;
    }

    boolean opens(int number) {
        return get(number).is("(") || get(number).is("[");
    }

    boolean closes(int number) {
        return get(number).is(")") || get(number).is("]");
    }
}
