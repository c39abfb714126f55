package io.callstream.spool;

import java.nio.ByteBuffer;

/** A record on its way to Kafka. Made by the reader's thread; {@link #settle} may be called by any. */
public final class SpoolRecord {
    private final LaneLog log;
    private final Segment segment;
    private final int at;
    private volatile boolean settled;

    SpoolRecord(LaneLog log, Segment segment, int at) {
        this.log = log;
        this.segment = segment;
        this.at = at;
    }

    public SpoolKind kind() {
        return segment.kinds().at(bytes(), at);
    }

    /** Whether this is no event, but a note of one that is still to be recorded. */
    boolean note() {
        return segment.kinds().isNote(bytes(), at);
    }

    public CallKey call() {
        return Layout.callAt(bytes(), at);
    }

    public long epoch() {
        return log.epoch();
    }

    public int lane() {
        return log.lane();
    }

    public long seq() {
        return bytes().getLong(at + Layout.SEQ);
    }

    /** CRC-64-AVRO fingerprint of the schema the payload was written with. */
    public long fingerprint() {
        return segment.kinds().fingerprint(kind());
    }

    /** The Avro body, without header. A view of the spool's file: to be read before the record is settled. */
    public ByteBuffer payload() {
        int length = bytes().getInt(at + Layout.LENGTH) - Layout.FRAME_HEADER;
        return bytes().slice(at + Layout.FRAME_HEADER, length);
    }

    /** The record is in Kafka, or given up: it need not be sent again. */
    public void settle() {
        settled = true;
    }

    boolean settled() {
        return settled;
    }

    long millis() {
        return bytes().getLong(at + Layout.MILLIS);
    }

    LaneLog log() {
        return log;
    }

    Segment segment() {
        return segment;
    }

    int at() {
        return at;
    }

    int end() {
        return FrameScanner.end(bytes(), at);
    }

    private ByteBuffer bytes() {
        return segment.file().bytes();
    }
}
