package io.callstream.spool;

import io.callstream.events.EventKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Whose records a segment holds.
 *
 * @param epoch the gateway's epoch
 * @param lane number of the lane; -1 for what recovery tells
 * @param index place in the lane, from 0
 * @param schemas CRC-64-AVRO fingerprints of the writer schemas, by code of the kind
 */
record SegmentHeader(long epoch, int lane, long index, List<Long> schemas) {
    private static final long MAGIC = 0x314c4f4f50534353L; // "SCSPOOL1", little-endian
    private static final int MAGIC_AT = 0;
    private static final int CRC_AT = 8;
    private static final int BODY_AT = 16;
    private static final int SCHEMAS_AT = 40;
    private static final int END = SCHEMAS_AT + 4 * Long.BYTES;

    SegmentHeader {
        schemas = List.copyOf(schemas);
    }

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
        return new SegmentHeader(epoch, lane, index + 1, schemas);
    }

    long fingerprint(EventKind kind) {
        return schemas.get(Layout.code(kind));
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
        page.putLong(BODY_AT, epoch).putInt(24, lane).putInt(28, 0).putLong(32, index);
        for (int code = 0; code < schemas.size(); code++) {
            page.putLong(SCHEMAS_AT + code * Long.BYTES, schemas.get(code));
        }
        page.putInt(CRC_AT, checksum(page));
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
        return magic == MAGIC && page.getInt(CRC_AT) == checksum(page) ? State.USED : State.DAMAGED;
    }

    /** The header, or null unless the state is {@link State#USED}. */
    static @Nullable SegmentHeader read(ByteBuffer page) {
        if (state(page) != State.USED) {
            return null;
        }
        List<Long> schemas = List.of(
                page.getLong(SCHEMAS_AT),
                page.getLong(SCHEMAS_AT + 8),
                page.getLong(SCHEMAS_AT + 16),
                page.getLong(SCHEMAS_AT + 24));
        return new SegmentHeader(page.getLong(BODY_AT), page.getInt(24), page.getLong(32), schemas);
    }

    private static int checksum(ByteBuffer page) {
        CRC32C crc = new CRC32C();
        crc.update(page.slice(BODY_AT, END - BODY_AT));
        return (int) crc.getValue();
    }
}
