package io.callstream.gateway.json;

import java.nio.charset.StandardCharsets;

/** Looks at a text's bytes without ever leaving it. */
final class TextBytes {
    private static final int NOTHING = -1;
    private static final int LOWER_CASE = 0x20;
    private static final int LONGEST_NAME = 60;

    private final byte[] data;
    private final int start;
    private final int limit;

    TextBytes(byte[] data, int start, int limit) {
        this.data = data;
        this.start = start;
        this.limit = limit;
    }

    byte[] data() {
        return data;
    }

    int limit() {
        return limit;
    }

    /** A negative number outside of the text. */
    int at(int index) {
        return index >= start && index < limit ? data[index] & 0xff : NOTHING;
    }

    boolean is(int index, byte[] word) {
        if (index < start || limit - index < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (data[index + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    /** The index behind a word whose slashes may be escaped; negative when it does not stand here. */
    int behind(int index, byte[] word) {
        int at = index;
        for (byte letter : word) {
            at += letter == '/' && at(at) == '\\' ? 1 : 0;
            if (at(at) != letter) {
                return -1;
            }
            at++;
        }
        return at;
    }

    /** @param word in lower case */
    boolean isIgnoringCase(int index, byte[] word) {
        if (index < start || limit - index < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if ((data[index + i] | LOWER_CASE) != word[i]) {
                return false;
            }
        }
        return true;
    }

    String part(int from, int to) {
        return new String(data, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Where the letters and digits before an index begin; what an escape sequence says does not belong to them. */
    int wordBefore(int end, int most) {
        int from = end;
        while (end - from <= most + 5 && isLetterOrDigit(at(from - 1))) {
            from--;
        }
        return behindEscape(from, end);
    }

    /** Where the name of an address's parameter, or of a variable, begins that ends here; without an escape sequence, too. */
    int nameBefore(int end) {
        int from = end;
        for (int c = at(from - 1);
                end - from < LONGEST_NAME && (isLetterOrDigit(c) || c == '-' || c == '_');
                c = at(from - 1)) {
            from--;
        }
        return behindEscape(from, end);
    }

    private int behindEscape(int from, int end) {
        if (at(from - 1) != '\\' || from == end) {
            return from;
        }
        return at(from) == 'u' ? Math.min(from + 5, end) : from + 1;
    }

    /** Behind the escape sequence that begins here. */
    int afterEscape(int backslash) {
        return backslash + (at(backslash + 1) == 'u' ? 6 : 2);
    }

    /** Whether a word that begins here goes on to the left. */
    boolean continuesBefore(int from) {
        int before = at(from - 1);
        return (isLetterOrDigit(before) || before == '_' || before == '-') && !isEscape(from - 1);
    }

    private boolean isEscape(int letter) {
        return at(letter - 1) == '\\' || at(letter - 5) == '\\' && at(letter - 4) == 'u';
    }

    int endOfToken(int from) {
        int to = from;
        for (int c = at(to); isLetterOrDigit(c) || c == '-' || c == '_'; c = at(to)) {
            to++;
        }
        return to;
    }

    int endOfCapitals(int from) {
        int to = from;
        for (int c = at(to); c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'; c = at(to)) {
            to++;
        }
        return to;
    }

    int endOfBase64(int from) {
        int to = from;
        while (isBase64(at(to)) || at(to) == '\\' && at(to + 1) == '/') {
            to++;
        }
        return to;
    }

    /** Letters, digits and the two signs of plain base64; slashes may be escaped. */
    int endOfPlainBase64(int from) {
        int to = from;
        for (int c = at(to); isLetterOrDigit(c) || c == '+' || c == '/' || c == '\\' && at(to + 1) == '/'; c = at(to)) {
            to++;
        }
        return to;
    }

    private static boolean isBase64(int c) {
        return isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
    }

    int endOfParameter(int from) {
        int to = from;
        for (int c = at(to); c > ' ' && c != '&' && c != '"' && c != '\'' && c != '\\' && c != '#'; c = at(to)) {
            to++;
        }
        return to;
    }

    /** Where a value ends that nothing but its end ends: a password has any signs; another value of a list may follow. */
    int endOfAssigned(int from) {
        int to = from;
        for (int c = at(to); isAssigned(c) && !(isSeparator(c) && nameFollows(to + 1)); c = at(to)) {
            to++;
        }
        while (to > from && ".,;:)]}".indexOf(at(to - 1)) >= 0) {
            to--;
        }
        return to;
    }

    private static boolean isAssigned(int c) {
        return c > ' ' && c != '"' && c != '\'' && c != '`' && c != '\\' && c != '<';
    }

    private static boolean isSeparator(int c) {
        return c == '&' || c == ',' || c == ';';
    }

    private boolean nameFollows(int from) {
        int to = from;
        for (int c = at(to); to - from < LONGEST_NAME && (isLetterOrDigit(c) || c == '-' || c == '_'); c = at(to)) {
            to++;
        }
        return to > from && (at(to) == '=' || at(to) == ':');
    }

    /** The quote that ends the string around an index, or the text's end. */
    int endOfString(int from) {
        int to = from;
        while (to < limit && at(to) != '"') {
            to += at(to) == '\\' ? 2 : 1;
        }
        return Math.min(to, limit);
    }

    int afterSpaces(int from) {
        int to = from;
        while (at(to) == ' ') {
            to++;
        }
        return to;
    }

    /** Behind spaces and one quote, which may be escaped. */
    int afterOpening(int from) {
        int first = afterSpaces(from);
        int quote = first;
        while (quote - first < LONGEST_NAME && at(quote) == '\\') {
            quote++;
        }
        int c = at(quote);
        return c == '"' || c == '\'' || c == '`' ? quote + 1 : first;
    }

    /** The index at or before this one where no backslash stands. */
    int beforeEscapes(int from) {
        int before = from;
        while (at(before) == '\\') {
            before--;
        }
        return before;
    }

    /** Where a word stands; negative when it does not before {@code before}. */
    int find(byte[] word, int from, int before) {
        int last = Math.min(before, limit) - word.length;
        for (int i = from; i <= last; i++) {
            if (data[i] == word[0] && is(i, word)) {
                return i;
            }
        }
        return -1;
    }

    /** Where a word stands before the next other one; negative when it does not. */
    int findBefore(byte[] word, byte[] other, int from) {
        for (int i = from; i < limit && !is(i, other); i++) {
            if (is(i, word)) {
                return i;
            }
        }
        return -1;
    }

    boolean hasDigit(int from, int to) {
        for (int i = from; i < to; i++) {
            if (data[i] >= '0' && data[i] <= '9') {
                return true;
            }
        }
        return false;
    }

    boolean hasSmallLetter(int from, int to) {
        for (int i = from; i < to; i++) {
            if (data[i] >= 'a' && data[i] <= 'z') {
                return true;
            }
        }
        return false;
    }

    int count(int letter, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += data[i] == letter ? 1 : 0;
        }
        return count;
    }

    boolean hasSeparator(int from, int to) {
        for (int i = from; i < to; i++) {
            if (data[i] == '-' || data[i] == '_' || data[i] == '.') {
                return true;
            }
        }
        return false;
    }

    static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
