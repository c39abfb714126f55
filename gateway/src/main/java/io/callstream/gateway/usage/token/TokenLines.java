package io.callstream.gateway.usage.token;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads the lines of a vocabulary's file one by one, and puts the bytes of all tokens one behind the other. */
final class TokenLines {
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int BITS_OF_DIGIT = 6;
    private static final int BITS_OF_BYTE = 8;

    private final InputStream file;
    private final byte[] values = new byte[128];
    private byte[] bytes = new byte[1 << 20];
    private int length;
    private int rank;

    TokenLines(InputStream file) {
        this.file = file;
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < DIGITS.length(); i++) {
            values[DIGITS.charAt(i)] = (byte) i;
        }
    }

    /** Whether there was another line. */
    boolean next() throws IOException {
        int first = file.read();
        if (first < 0) {
            return false;
        }
        token(first);
        number();
        return true;
    }

    int rank() {
        return rank;
    }

    /** How many bytes all tokens so far have. */
    int length() {
        return length;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void token(int first) throws IOException {
        int bits = 0;
        int value = 0;
        for (int next = first; next != ' '; next = more()) {
            if (next == '=') {
                continue;
            }
            int digit = next < values.length ? values[next] : -1;
            if (digit < 0) {
                throw new IOException("a vocabulary has a line that does not begin with base64");
            }
            value = value << BITS_OF_DIGIT | digit;
            bits += BITS_OF_DIGIT;
            if (bits >= BITS_OF_BYTE) {
                bits -= BITS_OF_BYTE;
                add((byte) (value >>> bits));
            }
        }
    }

    private void number() throws IOException {
        rank = 0;
        for (int next = more(); next >= 0 && next != '\n'; next = file.read()) { // the last line need not have an end
            if (next < '0' || next > '9') {
                throw new IOException("a vocabulary has a line whose rank is no number");
            }
            rank = rank * 10 + next - '0';
        }
    }

    private int more() throws IOException {
        int next = file.read();
        if (next < 0) {
            throw new EOFException("a vocabulary ends in the middle of a line");
        }
        return next;
    }

    private void add(byte each) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = each;
    }
}
