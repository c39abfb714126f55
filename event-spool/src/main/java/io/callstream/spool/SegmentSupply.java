package io.callstream.spool;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where the keeper lays a lane's next segment ready. The keeper lays, the lane's owner takes. */
final class SegmentSupply {
    private final AtomicReference<@Nullable Segment> ready = new AtomicReference<>();
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
        return ready() ? ready.getAndSet(null) : null;
    }
}
