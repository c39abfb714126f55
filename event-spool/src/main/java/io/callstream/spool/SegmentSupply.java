package io.callstream.spool;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where the keeper lays a lane's next segment ready. The keeper lays, the lane's owner takes. */
final class SegmentSupply {
    /** Bytes: what a lane writes in ten of the keeper's rounds when it is at its busiest. All of a segment would stay in memory for nothing where there are few calls. */
    private static final int AHEAD = 4 << 20;

    /** Of a segment whose turn has not come. */
    private static final int FIRST = 256 << 10;

    private final AtomicReference<@Nullable Segment> ready = new AtomicReference<>();
    private volatile @Nullable Segment taken;
    private SegmentHeader following;

    /** @param first header of the lane's first segment */
    SegmentSupply(SegmentHeader first) {
        this.following = first;
    }

    boolean ready() {
        return ready.getAcquire() != null;
    }

    void prepare(SegmentFile file) {
        Segment segment = file.begin(following);
        following = following.next();
        ready.setRelease(segment);
    }

    @Nullable Segment take() {
        Segment next = ready() ? ready.getAndSet(null) : null;
        if (next != null) {
            taken = next;
        }
        return next;
    }

    /** Brings the memory in that the lane writes next, so that an event loop does not wait for it. */
    void faultAhead() {
        Segment active = taken;
        int beyond = 0;
        if (active != null) {
            int end = active.published() + AHEAD;
            active.fault(end);
            beyond = end - active.file().size();
        }
        Segment next = ready.getAcquire();
        if (next != null) {
            next.fault(Layout.FRAMES + Math.max(beyond, FIRST));
        }
    }
}
