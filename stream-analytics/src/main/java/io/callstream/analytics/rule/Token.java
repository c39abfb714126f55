package io.callstream.analytics.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text the word; of a quoted text, what stands between the quotes
 * @param position where it begins, from 0
 */
record Token(Kind kind, String text, int position) {
    /** Kinds of words. */
    enum Kind {
        NAME,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    private static final Pattern WORDS = Pattern.compile(
            "\\s*(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<text>'(?:[^']|'')*')|(?<number>-?\\d+(?:\\.\\d+)?)|(?<sign><=|>=|!=|<>|=|<|>|\\(|\\)|,))");

    static List<Token> of(String expression) {
        List<Token> tokens = new ArrayList<>();
        Matcher words = WORDS.matcher(expression);
        int at = 0;
        while (at < expression.length() && !expression.substring(at).isBlank()) {
            words.region(at, expression.length());
            if (!words.lookingAt()) {
                int wrong = at
                        + expression.substring(at).length()
                        - expression.substring(at).stripLeading().length();
                throw new ConditionException(wrong, wrong(expression, wrong));
            }
            tokens.add(token(words));
            at = words.end();
        }
        tokens.add(new Token(Kind.END, "the end", expression.length()));
        return tokens;
    }

    private static String wrong(String expression, int at) {
        return expression.charAt(at) == '\''
                ? "a text without its closing quote"
                : "'" + expression.charAt(at) + "' begins nothing that an expression is made of (texts stand in single"
                        + " quotes)";
    }

    private static Token token(Matcher words) {
        if (words.group("name") != null) {
            return new Token(Kind.NAME, words.group("name"), words.start("name"));
        }
        if (words.group("text") != null) {
            String quoted = words.group("text");
            return new Token(
                    Kind.TEXT, quoted.substring(1, quoted.length() - 1).replace("''", "'"), words.start("text"));
        }
        return words.group("number") != null
                ? new Token(Kind.NUMBER, words.group("number"), words.start("number"))
                : new Token(Kind.SIGN, words.group("sign"), words.start("sign"));
    }

    /** Whether it is this word of the language, in whatever case. */
    boolean is(String word) {
        return (kind == Kind.NAME || kind == Kind.SIGN)
                && text.toLowerCase(Locale.ROOT).equals(word);
    }

    @Override
    public String toString() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
