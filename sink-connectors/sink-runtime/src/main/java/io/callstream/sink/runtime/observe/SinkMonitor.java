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
        this.delivered = counter(SinkMetric.DELIVERED);
        this.deadLettered = counter(SinkMetric.DEAD_LETTERS);
        this.dropped = counter(SinkMetric.DROPPED, "reason", "age");
        this.filtered = counter(SinkMetric.FILTERED);
        this.erased = counter(SinkMetric.ERASED);
        this.quarantined = counter(SinkMetric.QUARANTINED);
        this.gaps = counter(SinkMetric.GAPS);
        this.gapRecords = counter(SinkMetric.GAP_RECORDS);
        this.latency = Timer.builder(SinkMetric.REQUEST.meter())
                .description(SinkMetric.REQUEST.says())
                .tags(tags)
                .publishPercentileHistogram()
                .register(meters);
        this.batchSize = DistributionSummary.builder(SinkMetric.BATCH_EVENTS.meter())
                .description(SinkMetric.BATCH_EVENTS.says())
                .tags(tags)
                .register(meters);
        showLoad();
        showState();
    }

    private void showLoad() {
        gauge(SinkMetric.LAG_RECORDS, board -> board.load.lag());
        gauge(SinkMetric.LAG_SECONDS, SinkMonitor::lagSeconds);
        gauge(SinkMetric.BATCHES_IN_FLIGHT, board -> board.load.batchesInFlight());
        gauge(SinkMetric.BUFFERED_BYTES, board -> board.load.bytes());
        gauge(SinkMetric.CONCURRENCY_LIMIT, board -> board.limit.getAsInt());
        gauge(SinkMetric.PARTITIONS, board -> board.load.partitions());
    }

    private void showState() {
        gauge(SinkMetric.HELD, board -> board.is(SinkStatus.State.HELD));
        gauge(SinkMetric.WAITING, board -> board.is(SinkStatus.State.WAITING));
        gauge(SinkMetric.STOPPED, board -> board.is(SinkStatus.State.STOPPED));
        gauge(SinkMetric.DEAD_LETTERS_STUCK, board -> board.reasons.has(Trouble.LETTERS) ? 1 : 0);
    }

    /** Shows the limit. */
    public void watch(ConcurrencyLimit watched) {
        limit = watched::now;
    }

    private Counter counter(SinkMetric metric, String... more) {
        return Counter.builder(metric.meter())
                .description(metric.says())
                .tags(tags.and(more))
                .register(meters);
    }

    private void gauge(SinkMetric metric, ToDoubleFunction<SinkMonitor> value) {
        Gauge.builder(metric.meter(), this, value)
                .description(metric.says())
                .tags(tags)
                .register(meters);
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
                new SinkStatus.Lag(load.lag(), lagSeconds()),
                counts(),
                retries.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, reason ->
                        (long) reason.getValue().count())),
                new SinkStatus.Sending(load.batchesInFlight(), limit.getAsInt(), batchSize.mean(), load.partitions()));
    }

    private SinkStatus.Counts counts() {
        return new SinkStatus.Counts(
                (long) delivered.count(),
                (long) deadLettered.count(),
                (long) quarantined.count(),
                (long) dropped.count(),
                (long) filtered.count(),
                (long) gapRecords.count());
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
        retries.computeIfAbsent(reason, unseen -> counter(SinkMetric.RETRIES, "reason", unseen))
                .increment();
        reasons.over(Trouble.HOLD);
        String said = cause.isEmpty() ? reason : reason + " (" + cause + ")";
        reasons.trouble(Trouble.DESTINATION, said + ", " + attempt + " tries failed");
    }

    @Override
    public void held(String reason) {
        reasons.trouble(Trouble.HOLD, HoldAdvice.of(sink, reason));
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
        Counter.builder(PREFIX + name)
                .description("Counted by the sink itself; its README says what.")
                .tags(tags)
                .register(meters)
                .increment(amount);
    }
}
