package io.callstream.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's disk log in front of Kafka. Event loops append to their {@link Lane}; one shipping thread reads the
 * {@link #logs()}, settles records and calls {@link #retire()}.
 */
public final class Spool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Spool.class);

    private final SpoolDisk disk;
    private final SpoolLanes lanes;
    private final Contents contents;
    private final Clock clock;

    Spool(SpoolDisk disk, SpoolLanes lanes, Contents contents, Clock clock) {
        this.disk = disk;
        this.lanes = lanes;
        this.contents = contents;
        this.clock = clock;
    }

    /**
     * What is in the spool.
     *
     * @param logs safe for use by several threads
     * @param recovered kinds that segments of former epochs hold
     * @param openCallsClosed calls of former runs that were recorded as lost
     */
    record Contents(List<LaneLog> logs, Set<SpoolKind> recovered, Losses losses, int openCallsClosed) {}

    /**
     * Opens the spool, brings what a former run left into order, and records its open calls as lost.
     *
     * @param kinds of the records that will be appended
     * @param orphans makes the terminal events of those
     * @throws SpoolException if the folder cannot be used, another gateway uses it, or its disk has no room
     */
    public static Spool open(SpoolOptions options, SpoolKinds kinds, OrphanEvents orphans, Clock clock) {
        Spool spool = open(options, kinds, orphans, clock, BlockAllocator.zeros());
        spool.lanes.start();
        return spool;
    }

    /** Without threads: tests call {@link #tick()} themselves. */
    static Spool open(
            SpoolOptions options, SpoolKinds kinds, OrphanEvents orphans, Clock clock, BlockAllocator allocator) {
        try {
            SpoolDisk disk = SpoolDisk.open(options, kinds, allocator);
            try {
                return new SpoolOpening(disk, orphans, clock).open();
            } catch (IOException | RuntimeException e) {
                disk.lock().close();
                throw e;
            }
        } catch (IOException e) {
            throw new SpoolException(
                    "spool " + options.directory() + " cannot be opened (" + e
                            + "): make it a folder this user can write to",
                    e);
        }
    }

    /** Name of this gateway, in all its events. */
    public String gatewayId() {
        return disk.identity().gatewayId();
    }

    /** How often this spool has been opened, this time included. */
    public long epoch() {
        return disk.identity().epoch();
    }

    /** @param number from 0 to {@link SpoolOptions#lanes()} - 1 */
    public Lane lane(int number) {
        return lanes.all().get(number);
    }

    /** The logs to ship, oldest epoch first. */
    public List<LaneLog> logs() {
        return List.copyOf(contents.logs());
    }

    /** Gives back what is settled; for the shipping thread. */
    public void retire() {
        for (LaneLog each : contents.logs()) {
            each.retire();
            if (each.empty()) {
                contents.logs().remove(each);
            }
        }
        lanes.acknowledged();
    }

    /** A record that Kafka refuses for good: counted, written to the loss log, and settled. */
    public void refused(SpoolRecord record) {
        LaneLog from = record.log();
        contents.losses()
                .add(new Loss(
                        from.epoch(),
                        from.lane(),
                        record.kind().word(),
                        LossReason.REFUSED,
                        1,
                        record.seq(),
                        record.seq()));
        record.settle();
    }

    /** The schema with a CRC-64-AVRO fingerprint, or null when the spool does not know it. */
    public @Nullable Schema schema(long fingerprint) {
        return disk.schemas().find(fingerprint);
    }

    /** Fingerprint of the schema that this build writes records of a kind with. */
    public long fingerprint(SpoolKind kind) {
        return disk.kinds().fingerprint(kind);
    }

    /** The kinds that this build appends. */
    public List<SpoolKind> ownKinds() {
        return disk.kinds().kinds();
    }

    /** The kinds that records in the spool may have, this build's first. */
    public List<SpoolKind> kinds() {
        Set<SpoolKind> all = new LinkedHashSet<>(ownKinds());
        all.addAll(contents.recovered());
        return List.copyOf(all);
    }

    /** The spool's folder; shipping keeps its schema ids there. */
    public Path directory() {
        return disk.options().directory();
    }

    public SpoolStats stats() {
        List<LaneLog> logs = logs();
        long oldest = logs.stream().mapToLong(LaneLog::oldestMillis).min().orElse(Long.MAX_VALUE);
        return new SpoolStats(
                lanes.state(),
                disk.store().usedBytes(),
                disk.options().budgetBytes(),
                logs.stream().mapToLong(LaneLog::pendingRecords).sum(),
                logs.stream().mapToLong(LaneLog::pendingBytes).sum(),
                oldest == Long.MAX_VALUE ? 0 : Math.max(0, clock.millis() - oldest),
                contents.openCallsClosed(),
                contents.losses().counts());
    }

    /**
     * Closes the spool; later appends are shed. What is not settled stays for the next start. To be called when the
     * shipping thread has ended.
     */
    @Override
    public void close() {
        try {
            lanes.close();
            retire();
            disk.close();
        } catch (IOException e) {
            log.warn(
                    "spool not closed cleanly: directory={} error={}",
                    disk.options().directory(),
                    e.toString());
        }
    }

    void tick() {
        lanes.tick();
    }
}
