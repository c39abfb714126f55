package io.callstream.spool;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of one lane in one epoch: a chain of segments with a reader for each stream.
 *
 * <p>Thread contract: the lane's owner appends; the one reading thread uses the readers and {@link #retire}; the
 * counts are for any thread.
 */
public final class LaneLog {
    private static final Logger log = LoggerFactory.getLogger(LaneLog.class);
    private static final Duration WARN_EVERY = Duration.ofSeconds(30);

    private final long epoch;
    private final int lane;
    private final SegmentStore store;
    private final @Nullable OpenCalls calls;
    private final Losses losses;
    private final RareWarning notGivenBack = new RareWarning(log, WARN_EVERY);
    private final LogReader lifecycle;
    private final LogReader chunks;
    private final Progress appended = new Progress();
    private final Progress settled = new Progress();
    private volatile @Nullable Segment head;
    private volatile @Nullable Segment tail;
    private volatile boolean finished;
    private boolean pinned;

    /** @param calls carries open calls forward; null for a former epoch, whose open calls are recorded as lost */
    LaneLog(long epoch, int lane, SegmentStore store, @Nullable OpenCalls calls, Losses losses) {
        this.epoch = epoch;
        this.lane = lane;
        this.store = store;
        this.calls = calls;
        this.losses = losses;
        this.lifecycle = new LogReader(this, LogStream.LIFECYCLE, calls == null ? record -> {} : calls::seen);
        this.chunks = new LogReader(this, LogStream.CHUNKS, record -> {});
    }

    public long epoch() {
        return epoch;
    }

    public int lane() {
        return lane;
    }

    public LogReader reader(LogStream stream) {
        return stream == LogStream.LIFECYCLE ? lifecycle : chunks;
    }

    /** Whether everything in the log is settled. */
    public boolean drained() {
        return lifecycle.done() && chunks.done();
    }

    long pendingRecords() {
        return Math.max(0, appended.records() - settled.records());
    }

    long pendingBytes() {
        return Math.max(0, appended.bytes() - settled.bytes());
    }

    /** When the oldest record that is not settled was appended; {@code Long.MAX_VALUE} when none is known. */
    long oldestMillis() {
        return Math.min(lifecycle.oldestMillis(), chunks.oldestMillis());
    }

    @Nullable Segment head() {
        return head;
    }

    /** End of what is in the log. */
    Position end() {
        Segment last = tail;
        return last == null ? new Position(-1, 0) : new Position(last.index(), last.published());
    }

    /** Links the segment that the lane appends to from now on. */
    void roll(Segment following) {
        Segment last = tail;
        tail = following;
        if (last == null) {
            head = following;
        } else {
            last.link(following);
        }
    }

    void appended(int bytes) {
        appended.add(bytes);
    }

    void settled(int bytes) {
        settled.add(bytes);
    }

    /** Published numbers that a reader found unreadable. Recovery has counted those of former epochs already. */
    void damaged(LogStream reader, long firstSeq, long lastSeq) {
        if (reader == LogStream.LIFECYCLE && calls != null && lastSeq >= firstSeq) {
            losses.add(Loss.corrupt(this, firstSeq, lastSeq));
        }
    }

    /** Nothing is appended any more: the last segment may be retired too. */
    void finish() {
        finished = true;
    }

    /** Keeps every segment, though settled: the pre-calls in them are still to be closed by a later start. */
    void pin() {
        pinned = true;
    }

    boolean empty() {
        return finished && head == null;
    }

    /** Gives back the segments that both streams have passed. */
    void retire() {
        try {
            for (Segment first = head; first != null && !pinned && passed(first); first = head) {
                if (calls != null) {
                    calls.leave(first);
                }
                head = first.next();
                store.release(first.file());
            }
        } catch (IOException e) {
            notGivenBack.warn("segment not given back: epoch={} lane={} error={}", epoch, lane, e.toString());
        }
    }

    private boolean passed(Segment segment) {
        if (segment.next() == null) {
            return finished && drained();
        }
        return lifecycle.watermark().segment() > segment.index()
                && chunks.watermark().segment() > segment.index();
    }
}
