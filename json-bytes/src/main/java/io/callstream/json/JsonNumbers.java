package io.callstream.json;

/** The grammar of numbers: {@code -? int frac? exp?} (RFC 8259 §6). */
final class JsonNumbers {
    /** Of more characters, or digits of an exponent, parsers and databases may make nothing. */
    private static final int COMMON_LENGTH = 100;

    private static final int RARE_EXPONENT = 3;

    private JsonNumbers() {}

    /** The index after the number that begins at an index. */
    static int end(byte[] data, int start, int from, int limit) throws InvalidJsonException {
        int at = from;
        if (data[at] == '-') {
            at++;
        }
        if (at < limit && data[at] == '0') {
            at++;
        } else {
            at = digits(data, start, at, limit);
        }
        if (at < limit && data[at] == '.') {
            at = digits(data, start, at + 1, limit);
        }
        if (at < limit && (data[at] == 'e' || data[at] == 'E')) {
            boolean signed = at + 1 < limit && (data[at + 1] == '+' || data[at + 1] == '-');
            at = digits(data, start, signed ? at + 2 : at + 1, limit);
        }
        return at;
    }

    /** Whether a number is of a size that few readers take. */
    static boolean rare(byte[] data, int from, int end) {
        if (end - from > COMMON_LENGTH) {
            return true;
        }
        int at = end;
        while (at > from && data[at - 1] >= '0' && data[at - 1] <= '9') {
            at--;
        }
        int digits = end - at;
        if (digits < RARE_EXPONENT || at == from) {
            return false;
        }
        byte before = data[at - 1];
        return before == '+' || before == 'e' || before == 'E' || before == '-' && at - 1 > from;
    }

    private static int digits(byte[] data, int start, int from, int limit) throws InvalidJsonException {
        int at = from;
        while (at < limit && data[at] >= '0' && data[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw InvalidJsonException.malformed("a digit", at - start);
        }
        return at;
    }
}
