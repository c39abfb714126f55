package io.callstream.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Whose records a segment holds. Segments of version 1 of the format are read, those of version 2 are read and written.
 *
 * @param epoch the gateway's epoch
 * @param lane number of the lane; -1 for what recovery records
 * @param index place in the lane, from 0
 * @param kinds of its records
 */
record SegmentHeader(long epoch, int lane, long index, KindTable kinds) {
    private static final long MAGIC_1 = 0x314c4f4f50534353L; // "SCSPOOL1", little-endian
    private static final long MAGIC = 0x324c4f4f50534353L; // "SCSPOOL2"
    private static final int MAGIC_AT = 0;
    private static final int CRC_AT = 8;
    private static final int BODY_AT = 16;
    private static final int EPOCH_AT = 16;
    private static final int LANE_AT = 24;
    private static final int KIND_BYTES_AT = 28;
    private static final int INDEX_AT = 32;
    private static final int BODY_END = 40;
    /** Version 1 had the fingerprints of its four kinds here. */
    private static final int SCHEMAS_1_AT = 40;

    private static final int SCHEMAS_1 = 4;
    private static final int BODY_1_END = SCHEMAS_1_AT + SCHEMAS_1 * Long.BYTES;

    /** What a file's first page says of it. */
    enum State {
        /** Never used, or given back. */
        FREE,
        /** Describes frames. */
        USED,
        /** Was used, but cannot be trusted. */
        DAMAGED
    }

    SegmentHeader next() {
        return new SegmentHeader(epoch, lane, index + 1, kinds);
    }

    /** Mixed into every frame's checksum; differs for every life of a file (the multipliers are odd, so bijective). */
    int salt() {
        long mix = epoch * 0x9E3779B97F4A7C15L ^ (lane + 2L) * 0xC2B2AE3D27D4EB4FL ^ (index + 1) * 0x165667B19E3779F9L;
        mix = (mix ^ mix >>> 32) * 0xD6E8FEB86659FD93L;
        return (int) (mix ^ mix >>> 32);
    }

    /** Writes the header; the magic goes last, so that a half-written header reads as a free file. */
    void write(ByteBuffer page) {
        page.putLong(MAGIC_AT, 0);
        int bytes = kinds.write(page);
        page.putLong(EPOCH_AT, epoch)
                .putInt(LANE_AT, lane)
                .putInt(KIND_BYTES_AT, bytes)
                .putLong(INDEX_AT, index);
        page.putInt(CRC_AT, checksum(page, bytes));
        page.putLong(MAGIC_AT, MAGIC);
    }

    static void erase(ByteBuffer page) {
        page.putLong(MAGIC_AT, 0);
    }

    static State state(ByteBuffer page) {
        long magic = page.getLong(MAGIC_AT);
        if (magic == 0) {
            return State.FREE;
        }
        int crc = page.getInt(CRC_AT);
        if (magic == MAGIC_1) {
            return crc == checksum1(page) ? State.USED : State.DAMAGED;
        }
        int bytes = page.getInt(KIND_BYTES_AT);
        boolean possible = magic == MAGIC && bytes >= 0 && bytes <= KindTable.MOST_BYTES;
        return possible && crc == checksum(page, bytes) ? State.USED : State.DAMAGED;
    }

    /**
     * The header, or null unless the state is {@link State#USED}.
     *
     * @param current this build's kinds: those of version 1 are among them
     */
    static @Nullable SegmentHeader read(ByteBuffer page, KindTable current) {
        if (state(page) != State.USED) {
            return null;
        }
        KindTable kinds = page.getLong(MAGIC_AT) == MAGIC_1
                ? current.version1(fingerprints(page))
                : KindTable.read(page, page.getInt(KIND_BYTES_AT));
        return new SegmentHeader(page.getLong(EPOCH_AT), page.getInt(LANE_AT), page.getLong(INDEX_AT), kinds);
    }

    private static long[] fingerprints(ByteBuffer page) {
        long[] fingerprints = new long[SCHEMAS_1];
        for (int id = 0; id < SCHEMAS_1; id++) {
            fingerprints[id] = page.getLong(SCHEMAS_1_AT + id * Long.BYTES);
        }
        return fingerprints;
    }

    private static int checksum(ByteBuffer page, int kindBytes) {
        CRC32C crc = new CRC32C();
        crc.update(page.slice(BODY_AT, BODY_END - BODY_AT));
        crc.update(page.slice(Layout.KINDS, kindBytes));
        return (int) crc.getValue();
    }

    private static int checksum1(ByteBuffer page) {
        CRC32C crc = new CRC32C();
        crc.update(page.slice(BODY_AT, BODY_1_END - BODY_AT));
        return (int) crc.getValue();
    }
}
