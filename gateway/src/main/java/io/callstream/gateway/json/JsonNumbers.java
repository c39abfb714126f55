package io.callstream.gateway.json;

/** The grammar of numbers: {@code -? int frac? exp?} (RFC 8259 §6). */
final class JsonNumbers {
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
