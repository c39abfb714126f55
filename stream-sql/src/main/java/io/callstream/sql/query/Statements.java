package io.callstream.sql.query;

import java.util.ArrayList;
import java.util.List;

/** Splits a text into statements at semicolons that are not part of a text, a name or a comment. */
public final class Statements {
    private final String text;
    private final List<String> found = new ArrayList<>();
    private int begin;
    private int at;

    private Statements(String text) {
        this.text = text;
    }

    /**
     * What a text has.
     *
     * @param complete statements that end with a semicolon, without it
     * @param rest what stands behind the last semicolon; blank if nothing
     */
    public record Split(List<String> complete, String rest) {
        /** All statements, whether the last one has a semicolon or not. */
        public List<String> all() {
            List<String> all = new ArrayList<>(complete);
            if (!bare(rest).isBlank()) {
                all.add(rest.strip());
            }
            return all;
        }
    }

    public static Split split(String text) {
        return new Statements(text).split();
    }

    private Split split() {
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '\'', '"' -> skipQuoted(text.charAt(at));
                case '-' -> skipIf("--", "\n");
                case '/' -> skipIf("/*", "*/");
                case '$' -> skipDollars();
                case ';' -> end();
                default -> at++;
            }
        }
        return new Split(List.copyOf(found), text.substring(begin));
    }

    private void end() {
        String statement = text.substring(begin, at).strip();
        if (!bare(statement).isBlank()) {
            found.add(statement);
        }
        begin = ++at;
    }

    private void skipQuoted(char quote) {
        int close = text.indexOf(quote, at + 1);
        at = close < 0 ? text.length() : close + 1; // a doubled quote begins the next quoted part at once
    }

    private void skipIf(String opening, String closing) {
        if (!text.startsWith(opening, at)) {
            at++;
            return;
        }
        int close = text.indexOf(closing, at + opening.length());
        at = close < 0 ? text.length() : close + closing.length();
    }

    private void skipDollars() {
        int tagEnd = text.indexOf('$', at + 1);
        String tag = tagEnd < 0 ? "" : text.substring(at, tagEnd + 1);
        int close = tag.matches("\\$\\w*\\$") ? text.indexOf(tag, tagEnd + 1) : -1;
        at = close < 0 ? at + 1 : close + tag.length();
    }

    /** The statement without its comments; good enough to see whether anything is left. */
    private static String bare(String statement) {
        return statement.replaceAll("--[^\n]*", "").replaceAll("(?s)/\\*.*?\\*/", "");
    }
}
