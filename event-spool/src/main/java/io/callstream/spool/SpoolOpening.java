package io.callstream.spool;

import io.callstream.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a spool together: what former runs left, their lost calls, then the lanes of this run. */
final class SpoolOpening {
    private static final Logger log = LoggerFactory.getLogger(SpoolOpening.class);

    private final SpoolDisk disk;
    private final OrphanEvents orphanEvents;
    private final Clock clock;
    private final Path carryFolder;
    private final Losses losses = new Losses();
    private final List<LaneLog> logs = new CopyOnWriteArrayList<>();

    SpoolOpening(SpoolDisk disk, OrphanEvents orphanEvents, Clock clock) {
        this.disk = disk;
        this.orphanEvents = orphanEvents;
        this.clock = clock;
        this.carryFolder = disk.options().directory().resolve("carried");
    }

    Spool open() throws IOException {
        OwnerOnly.closeFolder(carryFolder);
        Recovery recovery = new Recovery(disk, carryFolder, losses);
        recovery.run();
        logs.addAll(recovery.logs());
        if (logs.isEmpty() && free() + disk.store().usedBytes() < disk.options().leastSpace()) {
            throw noSpace();
        }
        int closed = closeOpenCalls(recovery);
        SpoolLanes lanes = new SpoolLanes(disk, carryFolder, losses, clock);
        lanes.all().forEach(lane -> logs.add(lane.log()));
        lanes.tick();
        if (recovery.logs().isEmpty() && !lanes.ready()) {
            lanes.close();
            throw noSpace();
        }
        return new Spool(disk, lanes, new Spool.Contents(logs, recovery.kinds(), losses, closed), clock);
    }

    /** With nothing to ship that would make room, a start would only lose events. */
    private SpoolException noSpace() throws IOException {
        SpoolOptions options = disk.options();
        return new SpoolException("spool " + options.directory() + " has no room: its disk has " + free()
                + " bytes free, and " + options.lanes() + " event loops need " + options.leastSpace()
                + " (callstream.spool.segment_bytes for each of them and one more): free some, point"
                + " callstream.spool.directory at another disk, or make segment_bytes smaller");
    }

    private long free() throws IOException {
        return disk.store().free();
    }

    /** A crash before the identity is written repeats this work at the next start; afterwards it is never repeated. */
    private int closeOpenCalls(Recovery recovery) throws IOException {
        int open = (int) recovery.open().values().stream()
                .filter(call -> call.end() == null)
                .count();
        try {
            record(recovery);
        } catch (IOException e) {
            log.warn(
                    "open calls of the last run are recorded at the next start: calls={} error={}", open, e.toString());
            logs.forEach(LaneLog::pin);
            return 0;
        }
        GatewayIdentity identity = disk.identity();
        identity.closedThrough(identity.epoch() - 1).write(disk.options().directory());
        recovery.forgetCarried();
        if (!recovery.logs().isEmpty()) {
            log.info(
                    "spool recovered: logs={} open_calls_lost={}",
                    recovery.logs().size(),
                    open);
        }
        return open;
    }

    private void record(Recovery recovery) throws IOException {
        Orphans orphans = new Orphans(orphanEvents, disk.identity(), disk.schemas());
        OrphanedCallLog lost =
                new OrphanedCallLog(disk.store(), disk.firstHeader(OrphanedCallLog.LANE), orphans, losses, clock);
        try {
            lost.record(recovery.open());
        } finally {
            if (!lost.log().empty()) {
                logs.add(lost.log());
            }
        }
    }
}
