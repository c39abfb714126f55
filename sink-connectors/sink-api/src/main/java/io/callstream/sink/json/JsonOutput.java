package io.callstream.sink.json;

import io.callstream.json.ByteArrays;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON that is put together in memory, as UTF-8, without a line break or a space of its own. The caller opens and closes; commas
 * between fields and items are put where they are missing. For one thread.
 */
public final class JsonOutput {
    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_ESCAPE = 6;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private byte[] buffer;
    private int size;

    /** @param expected about how many bytes there will be */
    public JsonOutput(int expected) {
        this.buffer = new byte[Math.max(64, expected)];
    }

    /** What has been written, in an array of its own. */
    public byte[] bytes() {
        return Arrays.copyOf(buffer, size);
    }

    /** Plain ASCII as it is, such as a brace. */
    public JsonOutput raw(String ascii) {
        raw(ascii(ascii));
        return this;
    }

    /** One JSON value, or a part of one, as it is. */
    public void raw(byte[] utf8) {
        raw(utf8, 0, utf8.length);
    }

    /** A field's name, and a comma before it where one is missing. */
    public JsonOutput field(String name) {
        separate();
        text(name);
        put((byte) ':');
        return this;
    }

    public void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length == text.length() && PlainAscii.is(utf8)) {
            reserve(utf8.length + 2);
            buffer[size++] = '"';
            System.arraycopy(utf8, 0, buffer, size, utf8.length);
            size += utf8.length;
            buffer[size++] = '"';
        } else {
            escaped(Texts.wellFormed(text).getBytes(StandardCharsets.UTF_8));
        }
    }

    public void number(long number) {
        if (number < 0) {
            raw(Long.toString(number));
            return;
        }
        reserve(LONGEST_NUMBER);
        int end = size + digits(number);
        long left = number;
        for (int at = end - 1; at >= size; at--) {
            buffer[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
        size = end;
    }

    /** What is no number, such as an infinity, is a text. */
    void number(double number) {
        String text = Double.toString(number);
        raw(Double.isFinite(number) ? text : '"' + text + '"');
    }

    void flag(boolean flag) {
        raw(flag ? TRUE : FALSE);
    }

    void nothing() {
        raw(NULL);
    }

    /** A comma, unless an object or a list has just begun. */
    void separate() {
        if (!begun()) {
            put((byte) ',');
        }
    }

    /** Whether nothing stands before the next field or item: no JSON value ends with an opening brace. */
    private boolean begun() {
        return size == 0 || buffer[size - 1] == '{' || buffer[size - 1] == '[';
    }

    /** @param comma whether the first byte is a comma, to be left out where an object has just begun */
    void field(byte[] comma, int length) {
        int from = begun() ? 1 : 0;
        raw(comma, from, length - from);
    }

    private static int digits(long number) {
        int digits = 1;
        for (long bound = 10; digits < LONGEST_NUMBER - 1 && number >= bound; bound *= 10) {
            digits++;
        }
        return digits;
    }

    private void escaped(byte[] utf8) {
        reserve(utf8.length * LONGEST_ESCAPE + 2);
        buffer[size++] = '"';
        for (byte unit : utf8) {
            if (unit < 0 || unit >= ' ' && unit != '"' && unit != '\\') {
                buffer[size++] = unit;
            } else {
                escape(unit);
            }
        }
        buffer[size++] = '"';
    }

    private void escape(byte unit) {
        buffer[size++] = '\\';
        switch (unit) {
            case '"', '\\' -> buffer[size++] = unit;
            case '\b' -> buffer[size++] = 'b';
            case '\t' -> buffer[size++] = 't';
            case '\n' -> buffer[size++] = 'n';
            case '\f' -> buffer[size++] = 'f';
            case '\r' -> buffer[size++] = 'r';
            default -> {
                buffer[size++] = 'u';
                buffer[size++] = '0';
                buffer[size++] = '0';
                buffer[size++] = (byte) HEX[unit >> 4];
                buffer[size++] = (byte) HEX[unit & 15];
            }
        }
    }

    private void put(byte unit) {
        reserve(1);
        buffer[size++] = unit;
    }

    private void raw(byte[] bytes, int from, int length) {
        reserve(length);
        System.arraycopy(bytes, from, buffer, size, length);
        size += length;
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = ByteArrays.grown(buffer, size, more);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
