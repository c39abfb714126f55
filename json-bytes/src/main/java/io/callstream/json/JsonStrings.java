package io.callstream.json;

import java.nio.charset.StandardCharsets;

/** The grammar of strings (RFC 8259 §7). Most of a request is text, so eight bytes are looked at together. */
final class JsonStrings {
    private static final long QUOTES = ByteWords.all('"');
    private static final long BACKSLASHES = ByteWords.all('\\');
    private static final long SPACES = ByteWords.all(' ');

    private final byte[] data;
    private final int start;
    private final int limit;
    private boolean escaped;

    JsonStrings(byte[] data, int start, int limit) {
        this.data = data;
        this.start = start;
        this.limit = limit;
    }

    /** Whether the string that {@link #end} saw last has escapes. */
    boolean escaped() {
        return escaped;
    }

    /**
     * The index after the closing quote.
     *
     * @param from index after the opening quote
     */
    int end(int from) throws InvalidJsonException {
        escaped = false;
        int at = plain(from);
        while (at < limit) {
            byte b = data[at];
            if (b == '"') {
                return at + 1;
            }
            if (b == '\\') {
                escaped = true;
                at = escape(at + 1);
            } else if (b >= 0 && b < ' ') {
                throw InvalidJsonException.malformed("no control character inside a string", at - start);
            } else {
                at++;
            }
            at = plain(at);
        }
        throw InvalidJsonException.malformed("the end of a string", at - start);
    }

    /** Passes over whole words without quote, backslash or control character. */
    private int plain(int from) {
        int at = from;
        while (at + Long.BYTES <= limit) {
            long word = ByteWords.at(data, at);
            long special = ByteWords.zeroes(word ^ QUOTES)
                    | ByteWords.zeroes(word ^ BACKSLASHES)
                    | ByteWords.less(word, SPACES);
            if (special != 0) {
                return at + ByteWords.first(special);
            }
            at += Long.BYTES;
        }
        return at;
    }

    private int escape(int at) throws InvalidJsonException {
        if (at < limit) {
            switch (data[at]) {
                case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
                    return at + 1;
                case 'u':
                    if (at + 4 < limit && hex(at + 1) >= 0) {
                        return at + 5;
                    }
                    break;
                default:
                    break;
            }
        }
        throw InvalidJsonException.malformed("an escape sequence", at - start);
    }

    /** Four hex digits as a number; negative when one of them is none. */
    private int hex(int from) {
        int value = 0;
        for (int at = from; at < from + 4; at++) {
            int digit = data[at] < 0 ? -1 : Character.digit(data[at], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Text of a string whose grammar has been checked. */
    String decode(int from, int to, boolean withEscapes) {
        if (!withEscapes) {
            return new String(data, from, to - from, StandardCharsets.UTF_8);
        }
        byte[] text = new byte[to - from];
        int length = 0;
        int at = from;
        while (at < to) {
            int run = at;
            while (run < to && data[run] != '\\') {
                run++;
            }
            System.arraycopy(data, at, text, length, run - at);
            length += run - at;
            if (run < to && data[run + 1] == 'u') {
                return decodeUnits(from, to);
            }
            if (run < to) {
                text[length++] = (byte) unescape(data[run + 1]);
            }
            at = run + 2;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    /** With escapes of UTF-16 units, halves of surrogate pairs among them, which no UTF-8 can hold. */
    private String decodeUnits(int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            if (data[at] != '\\') {
                int run = at;
                while (run < to && data[run] != '\\') {
                    run++;
                }
                text.append(new String(data, at, run - at, StandardCharsets.UTF_8));
                at = run;
            } else if (data[at + 1] == 'u') {
                text.append((char) hex(at + 2));
                at += 6;
            } else {
                text.append(unescape(data[at + 1]));
                at += 2;
            }
        }
        return text.toString();
    }

    private static char unescape(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) letter;
        };
    }
}
