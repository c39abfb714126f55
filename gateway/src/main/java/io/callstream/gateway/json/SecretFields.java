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
    private static final int MOST_SPACES = 16;
    private static final int LEAST_TOKEN = 20;

    private final TextBytes text;
    private int quote;
    private int depth; // backslashes before a quote of this level
    private int at;
    private boolean list;

    SecretFields(byte[] data, int start, int limit) {
        this.text = new TextBytes(data, start, limit);
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
            return new Secret(from, at, true);
        }
        int from = beginningOfString();
        if (from < 0) {
            list = false;
            return null;
        }
        int to = endOfString(from);
        at = to + depth + 1;
        // An empty one is recorded, and the list goes on.
        return new Secret(from, to, false);
    }

    /** A name such as {@code token} counts if what it holds looks like nothing else. */
    private boolean doubtful(int name, int nameEnd) {
        int from = beginningOfString();
        if (from < 0 || !SecretNames.doubtful(text.data(), name, nameEnd)) {
            return false;
        }
        int to = text.endOfBase64(from);
        boolean whole = text.at(to) == quote || text.at(to) == '\\';
        return whole && to - from >= LEAST_TOKEN && text.hasDigit(from, to);
    }

    /** Negative when no string of this level begins here. */
    private int beginningOfString() {
        for (int i = 0; i < depth; i++) {
            if (text.at(at + i) != '\\') {
                return -1;
            }
        }
        int c = text.at(at + depth);
        boolean begins = c == quote || c == '\'' && quote == '\'';
        return begins ? at + depth + 1 : -1;
    }

    /** A quote ends a string of this level by the number of backslashes before it; fewer end one around it. */
    private int endOfString(int from) {
        int run = 0;
        for (int i = from; i < text.limit(); i++) {
            int c = text.at(i);
            if (c == '\\') {
                run++;
            } else {
                if (c == quote && (run % (2 * (depth + 1)) == depth || run < depth)) {
                    return i - Math.min(run, depth);
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
        while (index - before < MOST_SPACES && isSpace(text.at(before))) {
            before--;
        }
        return before;
    }

    private int afterSpaces(int index) {
        int after = index;
        while (after - index < MOST_SPACES && isSpace(text.at(after))) {
            after++;
        }
        return after;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }
}
