package io.callstream.analytics.call;

import io.callstream.events.ChunkEvent;
import java.nio.ByteBuffer;

/**
 * What the store keeps of one chunk event.
 *
 * @param elapsedUs time since the call began
 * @param gapUs time since the chunk before
 * @param bytes size of its data
 */
record Chunk(long elapsedUs, long gapUs, int bytes) {
    private static final int SIZE = Long.BYTES + Long.BYTES + Integer.BYTES;

    static Chunk of(ChunkEvent event) {
        return new Chunk(event.getElapsedUs(), event.getGapUs(), event.getByteCount());
    }

    /** The chunks of a call stand side by side in the store, in order. */
    static String key(String callId, int index) {
        return callId + "#" + String.format("%08x", index);
    }

    /** Before every chunk of the call. */
    static String first(String callId) {
        return callId + "#";
    }

    /** Behind every chunk of the call. */
    static String last(String callId) {
        return callId + "$";
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(SIZE)
                .putLong(elapsedUs)
                .putLong(gapUs)
                .putInt(bytes)
                .array();
    }

    static Chunk of(byte[] stored) {
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        return new Chunk(buffer.getLong(), buffer.getLong(), buffer.getInt());
    }
}
