package io.callstream.spool;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One life of a segment file: the records of one stretch of one lane. Segments of a lane form a chain.
 *
 * <p>Thread contract: the lane's owner publishes and links; any thread reads.
 */
final class Segment {
    private final SegmentFile file;
    private final SegmentHeader header;
    private final int salt;
    private final KindTable kinds;
    private final AtomicInteger published;
    private volatile @Nullable Segment next;

    /** @param published end of the last frame that is there already */
    Segment(SegmentFile file, SegmentHeader header, int published) {
        this.file = file;
        this.header = header;
        this.salt = header.salt();
        this.kinds = header.kinds();
        this.published = new AtomicInteger(published);
    }

    SegmentFile file() {
        return file;
    }

    SegmentHeader header() {
        return header;
    }

    long index() {
        return header.index();
    }

    KindTable kinds() {
        return kinds;
    }

    int salt() {
        return salt;
    }

    /** End of the last whole frame. */
    int published() {
        return published.getAcquire();
    }

    void publish(int end) {
        published.setRelease(end);
    }

    /** The segment after this one; once there is one, nothing more is published here. */
    @Nullable Segment next() {
        return next;
    }

    void link(Segment following) {
        next = following;
    }
}
