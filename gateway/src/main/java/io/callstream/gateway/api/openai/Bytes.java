package io.callstream.gateway.api.openai;

import io.callstream.json.ByteArrays;
import io.callstream.json.Slice;

/** Bytes that grow at their end. */
final class Bytes {
    private byte[] array;
    private int length;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    void add(Slice slice) {
        add(slice.array(), slice.offset(), slice.length());
    }

    void add(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, array, length, count);
        length += count;
    }

    /** ASCII only. */
    void add(String ascii) {
        reserve(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            array[length++] = (byte) ascii.charAt(i);
        }
    }

    void clear() {
        length = 0;
    }

    /** What it takes of the heap. */
    long weight() {
        return 40L + array.length;
    }

    int length() {
        return length;
    }

    /** A view, valid until the next change. */
    Slice slice() {
        return new Slice(array, 0, length);
    }

    private void reserve(int count) {
        if (array.length - length < count) {
            array = ByteArrays.grown(array, length, count);
        }
    }
}
