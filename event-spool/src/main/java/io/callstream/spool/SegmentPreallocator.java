package io.callstream.spool;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for the lanes what an event loop must not: lays the next segment of each ready, brings its memory in, watches the
 * budget, writes losses down. For one thread at a time.
 */
final class SegmentPreallocator {
    private static final Logger log = LoggerFactory.getLogger(SegmentPreallocator.class);
    private static final Duration RETRY_DISK = Duration.ofSeconds(1);
    private static final Duration SHRINK = Duration.ofSeconds(20);
    private static final Duration WARN_EVERY = Duration.ofSeconds(30);
    private static final Duration WRITE_LOSSES = Duration.ofMillis(250);
    /** Early enough for the calls under way to be recorded whole. */
    private static final double REFUSE_CALLS_ABOVE = 0.6;

    private static final double SHED_CHUNKS_ABOVE = 0.75;
    private static final double SHED_CONTENT_ABOVE = 0.9;

    private final SegmentStore store;
    private final List<SegmentSupply> supplies;
    private final SpaceState space;
    private final LossLog lossLog;
    private final int backlogLimit;
    private final OnFull onFull;
    private final Clock clock;
    private final RareWarning noSpace = new RareWarning(log, WARN_EVERY);
    private Instant nextTry = Instant.MIN;
    private Instant nextWrite = Instant.MIN;
    private Instant nextShrink = Instant.MIN;

    SegmentPreallocator(SpoolDisk disk, List<SegmentSupply> supplies, SpaceState space, LossLog lossLog, Clock clock) {
        this.store = disk.store();
        this.supplies = supplies;
        this.space = space;
        this.lossLog = lossLog;
        // What may wait to be shipped, beside the segments that the lanes need to go on.
        this.backlogLimit = disk.options().segmentLimit() - 2 * supplies.size();
        this.onFull = disk.options().onFull();
        this.clock = clock;
    }

    void tick() {
        LossReason shortage = fill();
        supplies.forEach(SegmentSupply::faultAhead);
        Pressure pressure = pressure();
        boolean byBudget = pressure != Pressure.NONE && shortage == LossReason.LATE;
        space.shortage(byBudget ? LossReason.BUDGET : shortage);
        space.pressure(pressure);
        space.state(state(shortage, pressure));
        Instant now = clock.instant();
        if (!now.isBefore(nextWrite)) {
            nextWrite = now.plus(WRITE_LOSSES);
            lossLog.write();
        }
        if (!now.isBefore(nextShrink)) {
            nextShrink = now.plus(SHRINK);
            shrink();
        }
    }

    /** The last losses, when no more can come. */
    void finish() {
        lossLog.write();
    }

    private LossReason fill() {
        for (SegmentSupply supply : supplies) {
            if (!supply.ready()) {
                LossReason shortage = prepare(supply);
                if (shortage != null) {
                    return shortage;
                }
            }
        }
        return LossReason.LATE;
    }

    private @Nullable LossReason prepare(SegmentSupply supply) {
        if (clock.instant().isBefore(nextTry)) {
            return LossReason.DISK_FULL;
        }
        try {
            SegmentFile file = store.take();
            if (file == null) {
                return LossReason.BUDGET;
            }
            supply.prepare(file);
            return null;
        } catch (IOException e) {
            nextTry = clock.instant().plus(RETRY_DISK);
            noSpace.warn("no space for a spool segment: retry_s={} error={}", RETRY_DISK.toSeconds(), e.toString());
            return LossReason.DISK_FULL;
        }
    }

    private void shrink() {
        try {
            store.shrink();
        } catch (IOException e) {
            log.warn("spare segment not deleted: error={}", e.toString());
        }
    }

    private SpoolState state(LossReason shortage, Pressure pressure) {
        boolean full = shortage != LossReason.LATE;
        if (onFull == OnFull.REFUSE_CALLS) {
            return full || pressure != Pressure.NONE || used() >= REFUSE_CALLS_ABOVE
                    ? SpoolState.REFUSING
                    : SpoolState.KEEPING;
        }
        if (full) {
            return SpoolState.FULL;
        }
        return pressure == Pressure.NONE ? SpoolState.KEEPING : SpoolState.SHEDDING;
    }

    private double used() {
        return (double) (store.used() - 2 * supplies.size()) / backlogLimit;
    }

    private Pressure pressure() {
        double used = used();
        if (used >= SHED_CONTENT_ABOVE) {
            return Pressure.SHED_CONTENT;
        }
        return used >= SHED_CHUNKS_ABOVE ? Pressure.SHED_CHUNKS : Pressure.NONE;
    }
}
