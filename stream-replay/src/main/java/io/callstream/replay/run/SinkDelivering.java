package io.callstream.replay.run;

import io.callstream.reader.PartitionRange;
import io.callstream.replay.plan.Conditions;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.sink.runtime.BoundedRun;
import io.callstream.sink.runtime.SinkDescription;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.consume.Bounds;
import io.callstream.sink.runtime.consume.OffsetRange;
import io.callstream.sink.runtime.consume.Tally;
import io.callstream.sink.runtime.observe.SinkStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The sink's own delivery, with what was started beside it.
 *
 * @param beside closed after the run
 */
record SinkDelivering(BoundedRun run, long total, Yielding pace, List<AutoCloseable> beside) implements Delivering {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** Starts what the plan says; an account of the sink reads all of it. */
    static SinkDelivering start(ReplayPlan plan, SinkRunnerOptions options, Conditions conditions, Yielding pace) {
        SinkDescription sink = SinkDescription.read(options);
        Map<TopicPartition, OffsetRange> ranges = plan.ranges().stream()
                .collect(Collectors.toMap(
                        PartitionRange::partition, range -> new OffsetRange(range.begin(), range.end())));
        Bounds bounds = new Bounds(
                ranges, plan.filter().over(plan.ranges(), plan.counts().from(), conditions), pace);
        BoundedRun run = BoundedRun.start(options, plan.job().text(), bounds);
        KafkaLiveLag lag = new KafkaLiveLag(sink.kafka(), sink);
        LagWatch watch = LagWatch.start(lag, plan.terms().maxLiveLag(), pace, LOOK_EVERY);
        SinkDelivering delivering =
                new SinkDelivering(run, plan.counts().total() * sink.accounts().size(), pace, List.of(watch, lag));
        ReplayMeters.register(run.meters(), plan, delivering);
        return delivering;
    }

    @Override
    public Tally tally() {
        return run.tally();
    }

    @Override
    public boolean complete() {
        return run.complete();
    }

    @Override
    public Optional<String> failure() {
        return run.failure();
    }

    @Override
    public String trouble() {
        if (pace.waiting()) {
            return "waits for the running sink, which is behind";
        }
        return run.statuses().values().stream()
                .filter(status -> status.state() == SinkStatus.State.HELD || status.state() == SinkStatus.State.WAITING)
                .map(SinkStatus::reason)
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        run.close();
        for (AutoCloseable each : beside) {
            try {
                each.close();
            } catch (Exception e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
