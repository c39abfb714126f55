package io.callstream.sql.scan;

import io.callstream.reader.ReadProgress;
import io.callstream.reader.RetentionCut;
import io.callstream.sql.query.ScanReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Watches the scans of one statement: how far they are, what they could not read, why they failed. Safe for use by several threads. */
public final class ScanMonitor implements ScanReport {
    private final List<TopicScan.Work> works = new CopyOnWriteArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final LongAdder erased = new LongAdder();
    private long unreadableCount;
    private volatile boolean cancelled;

    void begun(TopicScan.Work work) {
        works.add(work);
    }

    synchronized void unreadable(String place) {
        unreadableCount++;
        if (unreadable.size() < NAMED) {
            unreadable.add(place);
        }
    }

    void erased() {
        erased.increment();
    }

    @Override
    public long erasedCount() {
        return erased.sum();
    }

    /** Keeps why the statement has failed, for whoever runs it. */
    public RuntimeException failed(RuntimeException reason) {
        failure.compareAndSet(null, reason);
        return reason;
    }

    /** Makes every scan end soon. */
    public void cancel() {
        cancelled = true;
        works.forEach(TopicScan.Work::cancel);
    }

    /** Whether somebody has ended the statement. */
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public ReadProgress progress() {
        return works.stream().map(TopicScan.Work::progress).reduce(new ReadProgress(0, 0, 0, 0), ReadProgress::plus);
    }

    /** Why a scan failed, if one did: the engine itself tells it with a trace of the stack. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public synchronized long unreadableCount() {
        return unreadableCount;
    }

    @Override
    public synchronized List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    @Override
    public List<RetentionCut> cuts() {
        return works.stream().flatMap(work -> work.cuts().stream()).distinct().toList();
    }
}
