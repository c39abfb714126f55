package io.callstream.spool;

import io.callstream.events.EventKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where things stand in a segment file. All numbers are little-endian; frames start at multiples of 8.
 *
 * <pre>
 * page 0    magic, version, crc, identity, schema fingerprints; from 128 the acknowledged offsets
 * page 1..  frames: length(4) crc32c(4) seq(8) call(16) millis(8) kind(1) unused(7) payload, padded to 8
 * </pre>
 *
 * Besides events there are notes, which are never shipped and use up no sequence number: how a call ended whose event is
 * still to be told. A version that does not know them passes over them.
 *
 * <p>A frame's checksum covers everything behind it and is xor-ed with its segment's salt, so that what a recycled file
 * still holds from its last life never passes for new.
 */
final class Layout {
    static final int PAGE = 4096;
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    static final int FRAMES = PAGE;
    static final int ALIGNMENT = 8;

    static final int LENGTH = 0;
    static final int CRC = 4;
    static final int SEQ = 8;
    static final int CALL_HIGH = 16;
    static final int CALL_LOW = 24;
    static final int MILLIS = 32;
    static final int KIND = 40;
    static final int FRAME_HEADER = 48;

    /** In place of a length: nothing follows in this segment. */
    static final int END = -1;

    /** Added to an event's code: the frame is a note of what is to be told. */
    private static final int NOTE = 4;

    private static final EventKind[] KINDS = {EventKind.PRE_CALL, EventKind.CHUNK, EventKind.SUCCESS, EventKind.FAILURE
    };

    private Layout() {}

    /** All kinds, in the order of their codes. */
    static EventKind[] kinds() {
        return KINDS.clone();
    }

    /** Bytes that a frame with this payload takes in the file. */
    static int frameSize(int payload) {
        return padded(FRAME_HEADER + payload);
    }

    static int padded(int length) {
        return (length + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** The number that stands for a kind in files: fixed for ever, whatever becomes of the enumeration's order. */
    static byte code(EventKind kind) {
        return switch (kind) {
            case PRE_CALL -> 0;
            case CHUNK -> 1;
            case SUCCESS -> 2;
            case FAILURE -> 3;
        };
    }

    /** Of a note that an event of this kind is to be told. */
    static byte noteCode(EventKind kind) {
        return (byte) (NOTE + code(kind));
    }

    static boolean isKind(byte code) {
        return code >= 0 && code < NOTE + KINDS.length;
    }

    static EventKind kindAt(ByteBuffer frames, int offset) {
        return KINDS[frames.get(offset + KIND) % NOTE];
    }

    /** Whether the frame only notes what is to be told. */
    static boolean isNote(ByteBuffer frames, int offset) {
        return frames.get(offset + KIND) >= NOTE;
    }

    /** Smallest sequence number that the frame behind this one can have. */
    static long nextSeq(ByteBuffer frames, int offset) {
        return frames.getLong(offset + SEQ) + (isNote(frames, offset) ? 0 : 1);
    }

    static CallKey callAt(ByteBuffer frames, int offset) {
        return new CallKey(frames.getLong(offset + CALL_HIGH), frames.getLong(offset + CALL_LOW));
    }
}
