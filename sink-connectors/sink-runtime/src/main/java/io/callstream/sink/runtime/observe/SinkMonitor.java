package io.callstream.sink.runtime.observe;

import io.callstream.sink.SinkMetrics;
import io.callstream.sink.runtime.consume.Load;
import io.callstream.sink.runtime.consume.LoopEvents;
import io.callstream.sink.runtime.deliver.ConcurrencyLimit;
import io.callstream.sink.runtime.deliver.DeliveryListener;
import io.callstream.sink.runtime.deliver.EngineEvents;
import io.callstream.sink.runtime.deliver.PendingEvent;
import io.callstream.sink.runtime.deliver.Trouble;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Hears everything and keeps the sum of it, as status and as metrics. Safe for use by several threads. */
public final class SinkMonitor implements EngineEvents, LoopEvents, DeliveryListener, SinkMetrics {
    private static final String PREFIX = "callstream_sink_";

    private final String sink;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Tags tags;
    private final StatusReasons reasons;
    private volatile String lastGap = "";
    private volatile Load load = Load.NONE;
    private final Counter delivered;
    private final Counter deadLettered;
    private final Counter dropped;
    private final Counter filtered;
    private final Counter erased;
    private final Counter quarantined;
    private final Counter gaps;
    private final Counter gapRecords;
    private final Map<String, Counter> retries = new ConcurrentHashMap<>();
    private volatile IntSupplier limit = () -> 0;
    private final Timer latency;
    private final DistributionSummary batchSize;

    public SinkMonitor(String sink, MeterRegistry meters, Clock clock) {
        this.sink = sink;
        this.meters = meters;
        this.clock = clock;
        this.reasons = new StatusReasons(sink, clock);
        this.tags = Tags.of("sink", sink);
        this.delivered = counter("delivered", "events that the destination has");
        this.deadLettered = counter("dead_letters", "events refused for good, kept on the dead-letter topic");
        this.dropped = counter("dropped", "events too old to be wanted", "reason", "age");
        this.filtered = counter("filtered", "events that were not for this sink");
        this.erased = counter("erased", "events left out because their subject was erased");
        this.quarantined = counter(
                "quarantined", "events that would not be delivered after a crash, kept on the dead-letter topic");
        this.gaps = counter("gaps", "times that records were gone before they were read");
        this.gapRecords = counter("gap_records", "records that were gone before they were read");
        this.latency = Timer.builder(PREFIX + "request")
                .description("time of the requests to the destination")
                .tags(tags)
                .publishPercentileHistogram()
                .register(meters);
        this.batchSize = DistributionSummary.builder(PREFIX + "batch_events")
                .description("events in a request")
                .tags(tags)
                .register(meters);
        gauge("lag_records", "records that have not come to their end", board -> board.load.lag());
        gauge("lag_seconds", "age of the oldest record under way", SinkMonitor::lagSeconds);
        gauge("batches_in_flight", "batches that the sink has now", board -> board.load.batchesInFlight());
        gauge("buffered_bytes", "size of the events in memory", board -> board.load.bytes());
        gauge(
                "concurrency_limit",
                "requests that the destination gets at once, at most",
                board -> board.limit.getAsInt());
        gauge("partitions", "partitions that are read here", board -> board.load.partitions());
        gauge("held", "1 while nothing can be delivered", board -> board.is(SinkStatus.State.HELD));
        gauge("waiting", "1 while something has to be waited for", board -> board.is(SinkStatus.State.WAITING));
        gauge(
                "stopped",
                "1 when the sink has ended and its process has not",
                board -> board.is(SinkStatus.State.STOPPED));
        gauge(
                "dead_letters_stuck",
                "1 while dead letters cannot be written",
                board -> board.reasons.has(Trouble.LETTERS) ? 1 : 0);
    }

    /** Shows the limit. */
    public void watch(ConcurrencyLimit watched) {
        limit = watched::now;
    }

    private Counter counter(String name, String help, String... more) {
        return Counter.builder(PREFIX + name)
                .description(help)
                .tags(tags.and(more))
                .register(meters);
    }

    private void gauge(String name, String help, ToDoubleFunction<SinkMonitor> value) {
        Gauge.builder(PREFIX + name, this, value).description(help).tags(tags).register(meters);
    }

    private double lagSeconds() {
        return load.oldest()
                .map(oldest ->
                        Math.max(0, Duration.between(oldest, clock.instant()).toMillis()) / 1e3)
                .orElse(0.0);
    }

    private int is(SinkStatus.State state) {
        return reasons.now().state() == state ? 1 : 0;
    }

    public SinkStatus status() {
        StatusReasons.Now current = reasons.now();
        return new SinkStatus(
                current.state(),
                current.reason(),
                current.since(),
                load.lag(),
                lagSeconds(),
                (long) delivered.count(),
                (long) deadLettered.count(),
                (long) quarantined.count(),
                retries.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, reason ->
                        (long) reason.getValue().count())),
                (long) dropped.count(),
                (long) filtered.count(),
                (long) gapRecords.count(),
                new SinkStatus.Sending(load.batchesInFlight(), limit.getAsInt(), batchSize.mean(), load.partitions()));
    }

    public void stopped() {
        reasons.stopped();
    }

    @Override
    public void tried(int events, Duration took) {
        latency.record(took);
        batchSize.record(events);
    }

    @Override
    public void waiting(String reason, int attempt) {
        waiting(reason, "", attempt);
    }

    @Override
    public void waiting(String reason, String cause, int attempt) {
        retries.computeIfAbsent(reason, unseen -> counter("retries", "tries that failed", "reason", unseen))
                .increment();
        reasons.over(Trouble.HOLD);
        String said = cause.isEmpty() ? reason : reason + " (" + cause + ")";
        reasons.trouble(Trouble.DESTINATION, said + ", " + attempt + " tries failed");
    }

    @Override
    public void held(String reason) {
        reasons.trouble(Trouble.HOLD, reason);
    }

    @Override
    public void trouble(Trouble what, String reason) {
        reasons.trouble(what, reason);
    }

    @Override
    public void over(Trouble what) {
        reasons.over(what);
    }

    @Override
    public void quarantined() {
        quarantined.increment();
    }

    @Override
    public void working() {
        reasons.over(Trouble.HOLD);
        reasons.over(Trouble.DESTINATION);
        reasons.started();
    }

    @Override
    public void delivered(PendingEvent pendingEvent) {
        delivered.increment();
    }

    @Override
    public void deadLettered(PendingEvent pendingEvent) {
        deadLettered.increment();
    }

    @Override
    public void erased(PendingEvent pendingEvent) {
        erased.increment();
    }

    @Override
    public void expired(PendingEvent pendingEvent) {
        dropped.increment();
    }

    @Override
    public void filtered() {
        filtered.increment();
    }

    @Override
    public void unreadable() {
        deadLettered.increment();
    }

    @Override
    public void reading() {
        reasons.over(Trouble.KAFKA);
        reasons.over(Trouble.LOOP);
        reasons.started();
    }

    @Override
    public void load(Load measured) {
        load = measured;
    }

    /** Counts a gap once, although a loop that stopped at it meets it at each start. */
    @Override
    public void gap(String report, long records) {
        if (!report.equals(lastGap)) {
            lastGap = report;
            gaps.increment();
            gapRecords.increment(records);
        }
    }

    @Override
    public void failed(String reason) {
        reasons.trouble(Trouble.LOOP, reason);
    }

    @Override
    public void count(String name, long amount) {
        counter(name, "counted by the sink itself; its README says what").increment(amount);
    }
}
