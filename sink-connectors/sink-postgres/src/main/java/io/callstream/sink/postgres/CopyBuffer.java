package io.callstream.sink.postgres;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Rows in the binary format of PostgreSQL's {@code COPY} (documented with that command): each field is its length and its
 * bytes, so that nothing is escaped here and nothing parsed there. Numbers are big-endian. For one thread.
 */
final class CopyBuffer {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NULL = -1;

    private ByteBuffer bytes;

    CopyBuffer(int capacity) {
        bytes = ByteBuffer.allocate(Math.max(64, capacity));
        bytes.put(SIGNATURE).putInt(0).putInt(0);
    }

    void beginRow(int columns) {
        room(Short.BYTES).putShort((short) columns);
    }

    void nothing() {
        room(Integer.BYTES).putInt(NULL);
    }

    void field(boolean value) {
        room(5).putInt(1).put((byte) (value ? 1 : 0));
    }

    void field(int value) {
        room(8).putInt(Integer.BYTES).putInt(value);
    }

    void field(long value) {
        room(12).putInt(Long.BYTES).putLong(value);
    }

    void field(byte[] value) {
        number(value.length);
        put(value);
    }

    /** Begins a field of unknown length, and returns what {@link #end} is to be told. */
    int begin() {
        number(0);
        return bytes.position();
    }

    void end(int begun) {
        bytes.putInt(begun - Integer.BYTES, bytes.position() - begun);
    }

    /** A part of a field. */
    void number(int value) {
        room(Integer.BYTES).putInt(value);
    }

    /** A part of a field. */
    void put(byte... value) {
        room(value.length).put(value);
    }

    /** All of it, with its end mark; nothing can be added afterwards. */
    InputStream finished() {
        room(Short.BYTES).putShort((short) NULL);
        return new ByteArrayInputStream(bytes.array(), 0, bytes.position());
    }

    private ByteBuffer room(int needed) {
        if (bytes.remaining() < needed) {
            int position = bytes.position();
            int capacity = Math.addExact(position, Math.max(position, needed));
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), capacity)).position(position);
        }
        return bytes;
    }
}
