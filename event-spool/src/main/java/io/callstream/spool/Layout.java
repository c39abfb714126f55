package io.callstream.spool;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where things stand in a segment file. All numbers are little-endian; frames start at multiples of 8.
 *
 * <pre>
 * page 0    magic with the version, crc, identity; from 128 the acknowledged offsets; from 256 the table of kinds
 * page 1..  frames: length(4) crc32c(4) seq(8) call(16) millis(8) kind(1) flags(1) unused(6) payload, padded to 8
 * </pre>
 *
 * Besides events there are notes (flag 1), which are never shipped and use up no sequence number: how a call ended whose
 * event is still to be recorded. Version 1 had four kinds, whose notes had a code of their own and no flag; in its first page
 * stood the fingerprints of their schemas from 40 on, and no table.
 *
 * <p>A frame's checksum covers everything behind it and is xor-ed with its segment's salt, so that what a recycled file
 * still holds from its last life never passes for new.
 */
final class Layout {
    static final int PAGE = 4096;
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    static final int FRAMES = PAGE;
    /** Where the table of kinds begins in the first page. */
    static final int KINDS = 256;

    static final int ALIGNMENT = 8;

    static final int LENGTH = 0;
    static final int CRC = 4;
    static final int SEQ = 8;
    static final int CALL_HIGH = 16;
    static final int CALL_LOW = 24;
    static final int MILLIS = 32;
    static final int KIND = 40;
    static final int FLAGS = 41;
    static final int FRAME_HEADER = 48;

    /** In place of a length: nothing follows in this segment. */
    static final int END = -1;

    private Layout() {}

    /** Bytes that a frame with this payload takes in the file. */
    static int frameSize(int payload) {
        return padded(FRAME_HEADER + payload);
    }

    static int padded(int length) {
        return (length + ALIGNMENT - 1) & -ALIGNMENT;
    }

    static CallKey callAt(ByteBuffer frames, int offset) {
        return new CallKey(frames.getLong(offset + CALL_HIGH), frames.getLong(offset + CALL_LOW));
    }
}
