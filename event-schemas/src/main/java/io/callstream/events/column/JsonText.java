package io.callstream.events.column;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes a value as JSON text in UTF-8, into a buffer that is used again. Numbers that JSON does not have (NaN, infinities) become null;
 * a byte string becomes a text of the characters 0 to 255.
 */
final class JsonText implements ValueSink {
    private static final String NULL = "null";
    private static final String HEX = "0123456789abcdef";
    private static final int FIRST_PRINTABLE = 0x20;

    private byte[] buffer = new byte[512];
    private int length;

    void reset() {
        length = 0;
    }

    byte[] buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    /** Whether all that was written is a null. */
    boolean isNull() {
        return length == NULL.length() && buffer[0] == 'n';
    }

    @Override
    public void nullValue() {
        plain(NULL);
    }

    @Override
    public void bool(boolean value) {
        plain(Boolean.toString(value));
    }

    @Override
    public void number(long value) {
        plain(Long.toString(value));
    }

    @Override
    public void number(float value) {
        plain(Float.isFinite(value) ? Float.toString(value) : NULL);
    }

    @Override
    public void number(double value) {
        plain(Double.isFinite(value) ? Double.toString(value) : NULL);
    }

    @Override
    public void instantMillis(long value) {
        plain('"' + Instant.ofEpochMilli(value).toString() + '"');
    }

    @Override
    public void text(byte[] source, int from, int count) {
        separate();
        quoted(source, from, count);
    }

    @Override
    public void bytes(byte[] source, int from, int count) {
        byte[] text = new String(source, from, count, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8);
        text(text, 0, text.length);
    }

    @Override
    public void beginList() {
        separate();
        put('[');
    }

    @Override
    public void endList() {
        put(']');
    }

    @Override
    public void beginObject() {
        separate();
        put('{');
    }

    @Override
    public void name(byte[] source, int from, int count) {
        separate();
        quoted(source, from, count);
        put(':');
    }

    @Override
    public void endObject() {
        put('}');
    }

    private void plain(String text) {
        separate();
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    /** A value or name that follows another one is separated from it; what it follows is seen from the last byte. */
    private void separate() {
        if (length > 0 && "[{:".indexOf(buffer[length - 1]) < 0) {
            put(',');
        }
    }

    private void quoted(byte[] source, int from, int count) {
        room(2 + count);
        put('"');
        for (int i = from; i < from + count; i++) {
            int next = source[i] & 0xFF;
            if (next == '"' || next == '\\') {
                put('\\');
                put(next);
            } else if (next < FIRST_PRINTABLE) {
                escaped(next);
            } else {
                put(next);
            }
        }
        put('"');
    }

    private void escaped(int control) {
        for (char each : "\\u00".toCharArray()) {
            put(each);
        }
        put(HEX.charAt(control >> 4));
        put(HEX.charAt(control & 0xF));
    }

    private void put(int value) {
        room(1);
        buffer[length++] = (byte) value;
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
        }
    }
}
