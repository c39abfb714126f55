package io.callstream.spool;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one stream of a lane's log in order and keeps the watermark: everything before it is settled.
 *
 * <p>Thread contract: one thread for all readers of a spool. Records may be settled from anywhere.
 */
public final class LogReader {
    private final LaneLog log;
    private final LogStream stream;
    private final Consumer<SpoolRecord> taken;
    private final FrameScanner scanner = new FrameScanner();
    private final Deque<SpoolRecord> pending = new ArrayDeque<>();

    private @Nullable Segment segment;
    private int offset;
    private long nextSeq;
    private boolean damaged;
    private @Nullable SpoolRecord peeked;

    private @Nullable Segment mark;
    private int markOffset;
    private long markSeq;
    private volatile long oldestMillis = Long.MAX_VALUE;

    /** @param taken hears of every record that is taken and of every note passed, also of those taken again after a rewind */
    LogReader(LaneLog log, LogStream stream, Consumer<SpoolRecord> taken) {
        this.log = log;
        this.stream = stream;
        this.taken = taken;
    }

    /** The next record of the stream, or null when there is none yet. Stays the next one until it is taken. */
    public @Nullable SpoolRecord peek() {
        if (peeked == null && started()) {
            peeked = find();
        }
        return peeked;
    }

    /** Moves past the peeked record, which is now on its way and will be settled. */
    public void take() {
        SpoolRecord record = peeked;
        if (record == null) {
            throw new IllegalStateException("take without a record: peek first");
        }
        peeked = null;
        pending.add(record);
        offset = record.end();
        nextSeq = record.seq() + 1;
        taken.accept(record);
    }

    /** Goes back to the watermark: everything that is not settled contiguously will be read again. */
    public void rewind() {
        pending.clear();
        peeked = null;
        segment = mark;
        offset = markOffset;
        nextSeq = markSeq;
        damaged = false;
    }

    /**
     * Moves the watermark over what was settled and writes it into the segment.
     *
     * @return records it moved over
     */
    public int settle() {
        int moved = 0;
        Segment to = mark;
        int toOffset = markOffset;
        for (SpoolRecord head = pending.peek(); head != null && head.settled(); head = pending.peek()) {
            pending.poll();
            to = head.segment();
            toOffset = head.end();
            markSeq = head.seq() + 1;
            log.settled(toOffset - head.at());
            moved++;
        }
        if (pending.isEmpty()) {
            to = segment; // what was skipped since belongs to the other stream
            toOffset = offset;
            markSeq = nextSeq;
        }
        moveMark(to, toOffset);
        SpoolRecord oldest = pending.isEmpty() ? peeked : pending.peek();
        if (oldest != null) {
            oldestMillis = oldest.millis();
        } else if (done()) {
            oldestMillis = Long.MAX_VALUE;
        } // else what was read is to be read again, and is as old as it was
        return moved;
    }

    /** Records taken and not yet passed by the watermark. */
    public int inFlight() {
        return pending.size();
    }

    long oldestMillis() {
        return oldestMillis;
    }

    Position watermark() {
        Segment at = mark;
        return at == null ? new Position(-1, 0) : new Position(at.index(), markOffset);
    }

    /** Whether everything that has been published is settled. */
    boolean done() {
        Segment at = mark;
        return at == null ? log.head() == null : pending.isEmpty() && at.next() == null && markOffset >= at.published();
    }

    private boolean started() {
        if (segment == null) {
            Segment head = log.head();
            if (head == null) {
                return false;
            }
            segment = head;
            offset = head.file().acked(stream);
            mark = head;
            markOffset = offset;
        }
        return true;
    }

    private @Nullable SpoolRecord find() {
        for (Segment at = segment; at != null; ) {
            Segment following = at.next(); // before the end: once there is a next one, the end is final
            int end = at.published();
            int found = offset >= end ? FrameScanner.NONE : scanner.find(at, offset, end, nextSeq);
            note(at, found, end);
            if (found == FrameScanner.NONE) {
                offset = end;
                if (following == null) {
                    return null;
                }
                at = enter(following);
            } else if (carries(at, found)) {
                offset = found;
                return new SpoolRecord(log, at, found);
            } else {
                pass(at, found);
            }
        }
        return null;
    }

    private boolean carries(Segment at, int found) {
        ByteBuffer frames = at.file().bytes();
        return !at.kinds().isNote(frames, found) && stream.carries(at.kinds().at(frames, found));
    }

    /** Another stream's record; or a note, which nobody ships. */
    private void pass(Segment at, int found) {
        if (at.kinds().isNote(at.file().bytes(), found)) {
            taken.accept(new SpoolRecord(log, at, found));
        }
        offset = FrameScanner.end(at.file().bytes(), found);
        nextSeq = at.kinds().nextSeq(at.file().bytes(), found);
    }

    /** Reports to the log numbers that were published and cannot be read. */
    private void note(Segment at, int found, int end) {
        damaged |= found == FrameScanner.NONE ? offset < end : found > offset;
        if (damaged && found != FrameScanner.NONE) {
            long seq = at.file().bytes().getLong(found + Layout.SEQ);
            log.damaged(stream, nextSeq, seq - 1);
            nextSeq = seq;
            offset = found;
            damaged = false;
        }
    }

    private Segment enter(Segment following) {
        segment = following;
        offset = following.file().acked(stream);
        return following;
    }

    private void moveMark(@Nullable Segment to, int toOffset) {
        Segment from = mark;
        if (to == null || from == null) {
            return;
        }
        for (Segment passed = from; passed != null && passed != to; passed = passed.next()) {
            passed.file().acked(stream, passed.published());
        }
        if (to != from || toOffset != markOffset) {
            to.file().acked(stream, toOffset);
            mark = to;
            markOffset = toOffset;
        }
    }
}
