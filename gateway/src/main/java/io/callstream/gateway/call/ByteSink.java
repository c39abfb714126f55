package io.callstream.gateway.call;

import io.callstream.gateway.limit.ByteBudget;
import io.callstream.gateway.limit.Hold;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;

/** A growing array for a body that comes in parts. */
final class ByteSink {
    private static final int SMALLEST = 1024;
    private static final int FREE = 64 << 10;
    private static final int BELIEVED = 1 << 20;

    private byte[] bytes;
    private int length;

    private final Hold hold;
    private final int most;

    /**
     * An empty array.
     *
     * @param hold of the memory that is taken beyond a few bytes
     * @param most bytes that are taken in
     */
    ByteSink(Hold hold, int most) {
        this.hold = hold;
        this.most = most;
        this.bytes = new byte[SMALLEST];
    }

    /** Takes all of it in, or nothing where there is no room. */
    boolean add(ByteBuf part, long expected) {
        int more = part.readableBytes();
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            long likely = expected >= needed && expected <= BELIEVED ? expected : 2L * bytes.length;
            int capacity = (int) Math.max(needed, Math.min(likely, most));
            if (needed > most || capacity > FREE && !hold.more(ByteBudget.heap(capacity))) {
                return false;
            }
            byte[] larger = new byte[capacity];
            System.arraycopy(bytes, 0, larger, 0, length);
            giveBack();
            bytes = larger;
        }
        part.getBytes(part.readerIndex(), bytes, length, more);
        length = needed;
        return true;
    }

    /** Forgets what has come. */
    void clear() {
        giveBack();
        bytes = new byte[SMALLEST];
        length = 0;
    }

    private void giveBack() {
        if (bytes.length > FREE) {
            hold.less(ByteBudget.heap(bytes.length));
        }
    }

    int length() {
        return length;
    }

    /** A view of what has come; valid as long as nothing is added. */
    Slice slice() {
        return new Slice(bytes, 0, length);
    }
}
