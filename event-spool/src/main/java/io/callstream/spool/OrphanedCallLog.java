package io.callstream.spool;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records lost calls in a lane of their own, number -1, before any call of this run. */
final class OrphanedCallLog {
    /** Number of the lane. */
    static final int LANE = -1;

    private final SegmentStore store;
    private final Orphans orphans;
    private final Losses losses;
    private final Clock clock;
    private final FrameWriter writer = new FrameWriter();
    private final LaneLog log;
    private SegmentHeader header;
    private @Nullable Segment active;
    private int position;
    private long seq;

    /** @param header of the lane's first segment */
    OrphanedCallLog(SegmentStore store, SegmentHeader header, Orphans orphans, Losses losses, Clock clock) {
        this.store = store;
        this.header = header;
        this.orphans = orphans;
        this.losses = losses;
        this.clock = clock;
        this.log = new LaneLog(header.epoch(), header.lane(), store, null, losses);
    }

    /**
     * Appends one terminal event for each open call; on disk when this returns.
     *
     * @throws IOException when there is no disk space even for that; some may have been written
     */
    void record(Map<CallKey, PreCallBytes> open) throws IOException {
        try {
            for (Map.Entry<CallKey, PreCallBytes> call : open.entrySet()) {
                record(call.getKey(), call.getValue());
            }
        } finally {
            force();
            log.finish();
        }
    }

    /** What has been recorded, to be shipped. */
    LaneLog log() {
        return log;
    }

    private void record(CallKey call, PreCallBytes preCall) throws IOException {
        Segment segment = active == null ? roll() : active;
        int largest = segment.file().size() - Layout.FRAMES - Layout.FRAME_HEADER - Layout.ALIGNMENT;
        OrphanEvents.End end = orphans.end(call, preCall, seq, largest);
        if (end == null) {
            losses.add(new Loss(header.epoch(), header.lane(), null, LossReason.CORRUPT, 1, seq, seq));
            seq++;
            return;
        }
        long code = header.kinds().code(end.kind());
        int size = Layout.frameSize(end.body().remaining());
        if (segment.file().size() - position < size) {
            segment = roll();
        }
        position = writer.write(position, new FrameWriter.Entry(seq++, code, call, clock.millis()), end.body());
        segment.publish(position);
        log.appended(size);
    }

    private Segment roll() throws IOException {
        if (active != null) {
            header = header.next();
        }
        Segment following = store.takeBeyondBudget().begin(header);
        writer.end(position);
        force();
        log.roll(following);
        writer.use(following);
        active = following;
        position = Layout.FRAMES;
        return following;
    }

    private void force() {
        if (active != null) {
            active.file().force(0, position);
        }
    }
}
