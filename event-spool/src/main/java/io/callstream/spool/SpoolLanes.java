package io.callstream.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

/** The lanes of this run and the threads that serve them. */
final class SpoolLanes {
    private static final long KEEPER_PAUSE_MILLIS = 10;
    private static final long SYNC_PAUSE_MILLIS = 20;

    private final SpoolDisk disk;
    private final SpaceState space = new SpaceState();
    private final Worker keeping = new Worker("spool-keeper", KEEPER_PAUSE_MILLIS);
    private final Worker syncing = new Worker("spool-sync", SYNC_PAUSE_MILLIS);
    private final List<SegmentLane> lanes;
    private final SegmentPreallocator keeper;

    SpoolLanes(SpoolDisk disk, Path carryFolder, Losses losses, Clock clock) {
        this.disk = disk;
        SpoolOptions options = disk.options();
        SegmentLane.Shared shared = new SegmentLane.Shared(options, disk.kinds(), losses, space, keeping::wake, clock);
        this.lanes = IntStream.range(0, options.lanes())
                .mapToObj(number -> lane(number, carryFolder, shared))
                .toList();
        LossLog lossLog = new LossLog(options.directory(), losses, clock);
        this.keeper = new SegmentPreallocator(disk, supplies(), space, lossLog, clock);
    }

    List<SegmentLane> all() {
        return lanes;
    }

    void start() {
        keeping.start(keeper::tick);
        if (disk.options().durability() == Durability.FSYNCED) {
            List<GroupSync> syncs = lanes.stream()
                    .map(lane -> new GroupSync(lane.log(), lane.gate()))
                    .toList();
            syncing.start(() -> syncs.forEach(GroupSync::run));
        }
    }

    void tick() {
        keeper.tick();
    }

    SpoolState state() {
        return space.state();
    }

    /** Whether every lane can begin. */
    boolean ready() {
        return lanes.stream().allMatch(lane -> lane.supply().ready());
    }

    /** Runs what waited for Kafka's acknowledgement of what it had appended. */
    void acknowledged() {
        if (disk.options().durability() == Durability.ACKED) {
            for (SegmentLane lane : lanes) {
                lane.gate().reached(lane.log().reader(LogStream.LIFECYCLE).watermark());
            }
        }
    }

    void close() throws IOException {
        space.close();
        keeping.close();
        syncing.close();
        keeper.finish();
        for (SegmentLane lane : lanes) {
            Segment unused = lane.supply().take();
            if (unused != null) {
                disk.store().discard(unused.file());
            }
            lane.log().finish();
        }
    }

    private SegmentLane lane(int number, Path carryFolder, SegmentLane.Shared shared) {
        SegmentHeader first = disk.firstHeader(number);
        OpenCalls calls = new OpenCalls(new OpenCallFile(carryFolder, first.epoch(), number));
        LaneLog log = new LaneLog(first.epoch(), number, disk.store(), calls, shared.losses());
        DurabilityGate gate = new DurabilityGate(disk.options().durability(), log::end, syncing::wake);
        return new SegmentLane(log, new SegmentSupply(first), gate, shared);
    }

    private List<SegmentSupply> supplies() {
        return lanes.stream().map(SegmentLane::supply).toList();
    }
}
