package io.callstream.gateway.event;

import io.callstream.json.ByteArrays;
import io.callstream.json.Slice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary encoding (specification 1.12, "Binary Encoding"), as far as our schemas need it, into an array that is
 * used again for the next event. Nullable columns are unions with null first.
 */
final class AvroOutput {
    private static final int FIRST_CAPACITY = 8192;
    private static final int LONGEST_VARINT = 10;
    private static final int NULL_BRANCH = 0;
    private static final int VALUE_BRANCH = 1;

    private byte[] array = new byte[FIRST_CAPACITY];
    private int length;

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** Everything written so far, valid until the next write. */
    ByteBuffer buffer() {
        return ByteBuffer.wrap(array, 0, length);
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(array, from, to);
    }

    void copyTo(byte[] target, int offset, int from, int to) {
        System.arraycopy(array, from, target, offset, to - from);
    }

    /** Columns that were encoded before. */
    void raw(byte[] encoded, int from, int to) {
        reserve(to - from);
        System.arraycopy(encoded, from, array, length, to - from);
        length += to - from;
    }

    void flag(boolean value) {
        reserve(1);
        array[length++] = (byte) (value ? 1 : 0);
    }

    /** Both int and long: zigzag, seven bits a byte. */
    void number(long value) {
        reserve(LONGEST_VARINT);
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7fL) != 0) {
            array[length++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        array[length++] = (byte) rest;
    }

    void string(String text) {
        int chars = text.length();
        reserve(chars + LONGEST_VARINT);
        int before = length;
        number(chars);
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length = before;
                encoded(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            array[length++] = (byte) c;
        }
    }

    /** Bytes that should be UTF-8; where they are not, the malformed sequences are replaced. */
    void string(Slice text) {
        if (Utf8.valid(text)) {
            number(text.length());
            raw(text.array(), text.offset(), text.end());
        } else {
            encoded(text.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    void nullableString(@Nullable String text) {
        number(text == null ? NULL_BRANCH : VALUE_BRANCH);
        if (text != null) {
            string(text);
        }
    }

    void nullableString(@Nullable Slice text) {
        number(text == null ? NULL_BRANCH : VALUE_BRANCH);
        if (text != null) {
            string(text);
        }
    }

    /** Null where the number is negative. */
    void nullableCount(long value) {
        if (value < 0) {
            nothing();
        } else {
            nullable(value);
        }
    }

    void nullable(long value) {
        number(VALUE_BRANCH);
        number(value);
    }

    void nothing() {
        number(NULL_BRANCH);
    }

    void strings(List<String> items) {
        if (!items.isEmpty()) {
            number(items.size());
            for (int i = 0; i < items.size(); i++) {
                string(items.get(i));
            }
        }
        endOfBlocks();
    }

    void strings(Map<String, String> items) {
        if (!items.isEmpty()) {
            number(items.size());
            for (Map.Entry<String, String> item : items.entrySet()) {
                string(item.getKey());
                string(item.getValue());
            }
        }
        endOfBlocks();
    }

    /** Ends an array or a map. */
    void endOfBlocks() {
        number(0);
    }

    private void encoded(byte[] utf8) {
        number(utf8.length);
        raw(utf8, 0, utf8.length);
    }

    private void reserve(int count) {
        if (array.length - length < count) {
            array = ByteArrays.grown(array, length, count);
        }
    }
}
