package io.callstream.sql.flink;

import io.callstream.reader.ReadProgress;
import io.callstream.reader.RetentionCut;
import io.callstream.reader.TopicRange;
import io.callstream.sql.flink.source.ScanCounts.Totals;
import io.callstream.sql.query.ScanReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/** How the scans of one statement go: what was planned is known here, what was read is asked of the job. Safe for use by several threads. */
final class JobReport implements ScanReport {
    private static final long PATIENCE_SECONDS = 5;

    private final Map<String, TopicRange> planned = new ConcurrentHashMap<>();
    private volatile Totals totals = Totals.NONE;
    private volatile @Nullable JobClient job;
    private final CompletableFuture<Optional<JobClient>> submitted = new CompletableFuture<>();
    private volatile boolean cancelled;
    private @Nullable CompletableFuture<Map<String, Object>> asked;

    /** Before the first statement. */
    static JobReport none() {
        JobReport none = new JobReport();
        none.submitted(Optional.empty());
        return none;
    }

    /** A topic is to be read. Flink plans a scan several times, so that only topics can be counted, not scans. */
    void planned(TopicRange range) {
        planned.put(range.topic(), range);
    }

    /** The statement has been handed to the cluster, as a job or without one. */
    void submitted(Optional<JobClient> client) {
        job = client.orElse(null);
        submitted.complete(client);
    }

    /** Ends the job. Returns when the cluster knows, so that the process can end, too. */
    void cancel() {
        cancelled = true;
        try {
            Optional<JobClient> client = submitted.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (client.isPresent() && job != null) {
                client.get().cancel().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // it has just ended by itself, or the cluster does not answer
        }
    }

    boolean cancelled() {
        return cancelled;
    }

    void ended(Map<String, Object> accumulators) {
        job = null;
        totals = Totals.of(accumulators);
    }

    @Override
    public synchronized ReadProgress progress() {
        JobClient client = job;
        if (asked != null && asked.isDone()) {
            totals = asked.isCompletedExceptionally() ? totals : Totals.of(asked.join());
            asked = null;
        }
        if (asked == null && client != null) {
            asked = client.getAccumulators();
        }
        long all = planned.values().stream().mapToLong(TopicRange::length).sum();
        return new ReadProgress(totals.records(), totals.bytes(), Math.min(totals.offsets(), all), all);
    }

    @Override
    public long unreadableCount() {
        return totals.unreadable();
    }

    @Override
    public List<String> unreadable() {
        return totals.places();
    }

    @Override
    public long erasedCount() {
        return totals.erased();
    }

    @Override
    public List<RetentionCut> cuts() {
        return planned.values().stream()
                .flatMap(range -> range.cuts().stream())
                .distinct()
                .toList();
    }
}
