package io.callstream.spool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Writes frames into one segment after another. For one thread. */
final class FrameWriter {
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, Layout.ORDER);

    private final CRC32C crc = new CRC32C();
    private ByteBuffer view = ByteBuffer.allocate(0);
    private int salt;

    void use(Segment segment) {
        view = segment.file().view();
        salt = segment.salt();
    }

    /**
     * Writes a frame; its length goes last, so that a frame is whole or not there whenever the process dies.
     *
     * @return end of the frame
     */
    int write(int at, Entry entry, ByteBuffer payload) {
        int size = payload.remaining();
        int length = Layout.FRAME_HEADER + size;
        view.clear();
        view.putInt(at + Layout.LENGTH, 0);
        view.putLong(at + Layout.SEQ, entry.seq());
        view.putLong(at + Layout.CALL_HIGH, entry.call().high());
        view.putLong(at + Layout.CALL_LOW, entry.call().low());
        view.putLong(at + Layout.MILLIS, entry.millis());
        view.putLong(at + Layout.KIND, entry.code());
        view.put(at + Layout.FRAME_HEADER, payload, payload.position(), size);
        view.putInt(at + Layout.CRC, checksum(at + Layout.SEQ, at + length));
        INT.setRelease(view, at + Layout.LENGTH, length);
        return at + Layout.padded(length);
    }

    /** Marks the end of a segment's frames, so that recovery can distinguish a full segment from a damaged one. */
    void end(int at) {
        if (at + Integer.BYTES <= view.capacity()) {
            INT.setRelease(view, at + Layout.LENGTH, Layout.END);
        }
    }

    private int checksum(int from, int to) {
        view.limit(to).position(from);
        crc.reset();
        crc.update(view);
        view.clear();
        return (int) crc.getValue() ^ salt;
    }

    /**
     * What a frame says beside its payload.
     *
     * @param code kind and flags, see {@link KindTable}
     */
    record Entry(long seq, long code, CallKey call, long millis) {}
}
