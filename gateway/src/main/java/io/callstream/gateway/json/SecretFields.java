package io.callstream.gateway.json;

import io.callstream.gateway.config.SecretNames;
import io.callstream.gateway.json.SecretScan.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Values whose names hold credentials: strings and numbers, and those in a list. Knows JSON, JSON inside of JSON's
 * strings, however deep, and what Python prints of a dictionary; what is no JSON at all costs nothing but a look.
 */
final class SecretFields {
    private static final int LONGEST_NAME = 64;
    private static final int LEAST_TOKEN = 20;

    private final TextBytes text;
    private int quote;
    private int depth; // backslashes before a quote of this level
    private int valueQuote;
    private int valueDepth;
    private int at;
    private boolean list;

    SecretFields(TextBytes text) {
        this.text = text;
    }

    /** The first credential behind a name that this colon follows; null if the name holds none. */
    @Nullable Secret first(int colon) {
        list = false;
        int close = beforeSpaces(colon - 1);
        quote = text.at(close);
        if (quote != '"' && quote != '\'') {
            return null;
        }
        depth = backslashesBefore(close);
        int nameEnd = close - depth;
        int name = nameEnd;
        while (nameEnd - name < LONGEST_NAME && text.at(name - 1) >= 0 && text.at(name - 1) != quote) {
            name--;
        }
        at = afterSpaces(colon + 1);
        if (SecretNames.matches(text.data(), name, nameEnd)) {
            return value();
        }
        return doubtful(name, nameEnd) ? value() : null;
    }

    /** The next one of the same list. */
    @Nullable Secret next() {
        if (!list) {
            return null;
        }
        at = afterSpaces(at);
        if (text.at(at) != ',') {
            return null;
        }
        at = afterSpaces(at + 1);
        return scalar();
    }

    private @Nullable Secret value() {
        if (text.at(at) == '[') {
            list = true;
            at = afterSpaces(at + 1);
        }
        return scalar();
    }

    private @Nullable Secret scalar() {
        int c = text.at(at);
        if (c == '-' || c >= '0' && c <= '9') {
            int from = at;
            at = endOfNumber(from);
            return new Secret(from, at, "\\".repeat(depth) + (char) quote);
        }
        int from = beginningOfString();
        if (from < 0) {
            list = false;
            return null;
        }
        int to = endOfString(from);
        at = to + valueDepth + 1;
        // An empty one is recorded, and the list goes on.
        return new Secret(from, to);
    }

    /** A name such as {@code token} counts if what it holds looks like nothing else. */
    private boolean doubtful(int name, int nameEnd) {
        int from = beginningOfString();
        if (from < 0 || !SecretNames.doubtful(text.data(), name, nameEnd)) {
            return false;
        }
        int to = text.endOfBase64(from);
        boolean whole = text.at(to) == valueQuote || text.at(to) == '\\';
        return whole && to - from >= LEAST_TOKEN && text.hasDigit(from, to);
    }

    /** Negative when no string of this level begins here. Python's have other quotes where an apostrophe is in them. */
    private int beginningOfString() {
        valueDepth = 0;
        while (valueDepth < LONGEST_NAME && text.at(at + valueDepth) == '\\') {
            valueDepth++;
        }
        valueQuote = text.at(at + valueDepth);
        boolean begins = valueQuote == quote && valueDepth == depth || valueQuote == '"' && quote == '\'';
        return begins ? at + valueDepth + 1 : -1;
    }

    /** A quote ends a string of this level by the number of backslashes before it; fewer end one around it. */
    private int endOfString(int from) {
        int run = 0;
        for (int i = from; i < text.limit(); i++) {
            int c = text.at(i);
            if (c == '\\') {
                run++;
            } else {
                if (c == valueQuote && (run % (2 * (valueDepth + 1)) == valueDepth || run < valueDepth)) {
                    return i - Math.min(run, valueDepth);
                }
                run = 0;
            }
        }
        return text.limit();
    }

    private int endOfNumber(int from) {
        int to = from;
        for (int c = text.at(to);
                c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
                c = text.at(to)) {
            to++;
        }
        return to;
    }

    private int backslashesBefore(int index) {
        int count = 0;
        while (count < LONGEST_NAME && text.at(index - 1 - count) == '\\') {
            count++;
        }
        return count;
    }

    private int beforeSpaces(int index) {
        int before = index;
        while (isSpace(text.at(before))) {
            before--;
        }
        return before;
    }

    /** In JSON within a string, the ends of lines are escape sequences. */
    private int afterSpaces(int index) {
        int after = index;
        while (isSpace(text.at(after)) || depth > 0 && isEscapedSpace(after)) {
            after += text.at(after) == '\\' ? 2 : 1;
        }
        return after;
    }

    private boolean isEscapedSpace(int backslash) {
        int letter = text.at(backslash + 1);
        return text.at(backslash) == '\\' && (letter == 'n' || letter == 't' || letter == 'r');
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }
}
