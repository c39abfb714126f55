package io.callstream.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Finds frames that are provably whole. For one thread. */
final class FrameScanner {
    static final int NONE = -1;

    private final CRC32C crc = new CRC32C();

    /**
     * The first whole frame at or behind an offset. Where a frame ought to be and is damaged, looks on at every place
     * where one could start: what is provable behind the damage is not lost with it.
     *
     * @param leastSeq smallest sequence number that can follow; numbers only grow within a lane
     * @return the frame's offset, or {@link #NONE}
     */
    int find(Segment segment, int from, int limit, long leastSeq) {
        for (int at = from; at <= limit - Layout.FRAME_HEADER; at += Layout.ALIGNMENT) {
            if (whole(segment, at, limit, leastSeq)) {
                return at;
            }
        }
        return NONE;
    }

    static int end(ByteBuffer bytes, int at) {
        return at + Layout.padded(bytes.getInt(at + Layout.LENGTH));
    }

    private boolean whole(Segment segment, int at, int limit, long leastSeq) {
        ByteBuffer bytes = segment.file().bytes();
        KindTable kinds = segment.kinds();
        int length = bytes.getInt(at + Layout.LENGTH);
        if (length < Layout.FRAME_HEADER || length > limit - at) {
            return false;
        }
        if (bytes.getLong(at + Layout.SEQ) < leastSeq || !kinds.knows(bytes, at)) {
            return false;
        }
        crc.reset();
        crc.update(bytes.slice(at + Layout.SEQ, length - Layout.SEQ));
        return ((int) crc.getValue() ^ segment.salt()) == bytes.getInt(at + Layout.CRC);
    }
}
