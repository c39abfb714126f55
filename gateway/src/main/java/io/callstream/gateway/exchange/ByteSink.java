package io.callstream.gateway.exchange;

import io.callstream.gateway.json.Slice;
import io.netty.buffer.ByteBuf;

/** A growing array for a body that comes in parts. */
final class ByteSink {
    private static final int SMALLEST = 1024;

    private byte[] bytes;
    private int length;

    /** @param expected length, when known; it is only believed up to a megabyte at once */
    ByteSink(long expected) {
        this.bytes = new byte[(int) Math.max(SMALLEST, Math.min(expected, 1 << 20))];
    }

    void add(ByteBuf part) {
        int more = part.readableBytes();
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            byte[] larger = new byte[(int) Math.max(needed, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8))];
            System.arraycopy(bytes, 0, larger, 0, length);
            bytes = larger;
        }
        part.getBytes(part.readerIndex(), bytes, length, more);
        length = needed;
    }

    int length() {
        return length;
    }

    /** A view of what has come; valid as long as nothing is added. */
    Slice slice() {
        return new Slice(bytes, 0, length);
    }
}
