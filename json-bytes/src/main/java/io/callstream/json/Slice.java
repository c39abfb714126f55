package io.callstream.json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A run of bytes inside an array that belongs to somebody: a view, never a copy. Whoever hands one out says how long
 * it stays valid. {@link #equals} compares views, not contents.
 */
public record Slice(byte[] array, int offset, int length) {
    public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

    public Slice {
        if (offset < 0 || length < 0 || length > array.length - offset) {
            throw new IllegalArgumentException(
                    "slice of " + length + " bytes from " + offset + " (array has " + array.length + ")");
        }
    }

    public static Slice of(byte[] array) {
        return new Slice(array, 0, array.length);
    }

    public static Slice of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Index after the last byte. */
    public int end() {
        return offset + length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The part between two offsets counted from this slice's start. */
    public Slice part(Range range) {
        return new Slice(array, offset + range.from(), range.length());
    }

    public ByteBuffer buffer() {
        return ByteBuffer.wrap(array, offset, length).slice();
    }

    /** A slice of a fresh array of just these bytes. */
    public Slice copy() {
        byte[] copy = new byte[length];
        System.arraycopy(array, offset, copy, 0, length);
        return of(copy);
    }

    public byte[] toBytes() {
        return copy().array;
    }

    /** Decoded as UTF-8. */
    public String text() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    /** Says the length only: the content is nobody's business. */
    @Override
    public String toString() {
        return "Slice[" + length + " bytes]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slice slice && array == slice.array && offset == slice.offset && length == slice.length;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * System.identityHashCode(array) + offset) + length;
    }
}
