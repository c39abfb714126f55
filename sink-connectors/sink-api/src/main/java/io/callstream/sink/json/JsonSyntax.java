package io.callstream.sink.json;

/**
 * Reads over a text to tell whether it is one JSON value (RFC 8259). Bodies take most of an event's bytes, and a parser
 * would make objects of what nobody wants to have. For one text, and one thread.
 */
final class JsonSyntax {
    private static final int DEEPEST = JsonReader.DEEPEST;
    /** Of more digits, or digits of an exponent, parsers and databases may make nothing. */
    private static final int COMMON_DIGITS = 100;

    private static final int COMMON_EXPONENT = 3;

    private static final int BAD = -1;

    private final byte[] text;
    private boolean rareNumbers;

    private JsonSyntax(byte[] text) {
        this.text = text;
    }

    /** What a text is. */
    enum Verdict {
        /** One value of RFC 8259. */
        VALUE,
        /** One value, with numbers of a size that few readers take. */
        VALUE_OF_RARE_NUMBERS,
        /** Anything else. */
        OTHER
    }

    /** @param utf8 valid UTF-8, as Java's own encoder makes it */
    static Verdict of(byte[] utf8) {
        JsonSyntax syntax = new JsonSyntax(utf8);
        if (syntax.afterSpace(syntax.value(0, 0)) != utf8.length) {
            return Verdict.OTHER;
        }
        return syntax.rareNumbers ? Verdict.VALUE_OF_RARE_NUMBERS : Verdict.VALUE;
    }

    static boolean isOneValue(byte[] utf8) {
        return of(utf8) != Verdict.OTHER;
    }

    /** Each of these takes where to begin, and tells where it ended; {@link #BAD} stays {@link #BAD}. */
    private int value(int from, int depth) {
        int at = afterSpace(from);
        return switch (peek(at)) {
            case '{' -> depth < DEEPEST ? object(at + 1, depth + 1) : BAD;
            case '[' -> depth < DEEPEST ? array(at + 1, depth + 1) : BAD;
            case '"' -> string(at);
            case 't' -> word(at, "true");
            case 'f' -> word(at, "false");
            case 'n' -> word(at, "null");
            default -> number(at);
        };
    }

    private int object(int from, int depth) {
        int at = afterSpace(from);
        if (peek(at) == '}') {
            return at + 1;
        }
        while (true) {
            at = afterSpace(string(afterSpace(at)));
            if (peek(at) != ':') {
                return BAD;
            }
            at = afterSpace(value(at + 1, depth));
            byte next = peek(at);
            if (next != ',') {
                return next == '}' ? at + 1 : BAD;
            }
            at++;
        }
    }

    private int array(int from, int depth) {
        int at = afterSpace(from);
        if (peek(at) == ']') {
            return at + 1;
        }
        while (true) {
            at = afterSpace(value(at, depth));
            byte next = peek(at);
            if (next != ',') {
                return next == ']' ? at + 1 : BAD;
            }
            at++;
        }
    }

    private int string(int from) {
        if (peek(from) != '"') {
            return BAD;
        }
        int at = from + 1;
        while (at < text.length) {
            byte b = text[at];
            if (b == '"') {
                return at + 1;
            }
            if (b >= 0 && b < ' ') {
                return BAD;
            }
            at = b == '\\' ? escape(at + 1) : at + 1;
            if (at == BAD) {
                return BAD;
            }
        }
        return BAD;
    }

    private int escape(int at) {
        return switch (peek(at)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
            case 'u' -> isHex(at + 1) && isHex(at + 2) && isHex(at + 3) && isHex(at + 4) ? at + 5 : BAD;
            default -> BAD;
        };
    }

    private int number(int from) {
        int at = peek(from) == '-' ? from + 1 : from;
        at = peek(at) == '0' ? at + 1 : digits(at);
        if (peek(at) == '.') {
            at = digits(at + 1);
        }
        if (peek(at) == 'e' || peek(at) == 'E') {
            byte sign = peek(at + 1);
            int exponent = sign == '+' || sign == '-' ? at + 2 : at + 1;
            at = digits(exponent);
            rareNumbers |= at - exponent >= COMMON_EXPONENT;
        }
        rareNumbers |= at - from > COMMON_DIGITS;
        return at;
    }

    /** At least one. */
    private int digits(int from) {
        int at = from;
        while (peek(at) >= '0' && peek(at) <= '9') {
            at++;
        }
        return at == from ? BAD : at;
    }

    private int word(int from, String word) {
        for (int at = 0; at < word.length(); at++) {
            if (peek(from + at) != word.charAt(at)) {
                return BAD;
            }
        }
        return from + word.length();
    }

    private int afterSpace(int from) {
        int at = from;
        while (isSpace(peek(at))) {
            at++;
        }
        return at;
    }

    /** 0 where there is nothing, which JSON allows nowhere. */
    private byte peek(int at) {
        return at >= 0 && at < text.length ? text[at] : 0;
    }

    private boolean isHex(int at) {
        byte c = peek(at);
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
