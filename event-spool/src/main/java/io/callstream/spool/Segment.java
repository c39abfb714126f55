package io.callstream.spool;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of a segment file: the records of one stretch of one lane. Segments of a lane form a chain.
 *
 * <p>Thread contract: the lane's owner publishes and links; the keeper brings pages in; any thread reads.
 */
final class Segment {
    private static final Logger log = LoggerFactory.getLogger(Segment.class);

    private final SegmentFile file;
    private final SegmentHeader header;
    private final int salt;
    private final KindTable kinds;
    private final AtomicInteger published;
    private volatile @Nullable Segment next;
    /** The keeper's. */
    private int faulted = Layout.FRAMES;

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

    /** Brings what is before this offset into memory. For the keeper. */
    void fault(int to) {
        try {
            faulted = file.fault(faulted, to);
        } catch (InternalError e) {
            log.debug("segment {} cannot be brought into memory: its lane will see to it", header.index(), e);
        }
    }

    /** The segment after this one; once there is one, nothing more is published here. */
    @Nullable Segment next() {
        return next;
    }

    void link(Segment following) {
        next = following;
    }
}
