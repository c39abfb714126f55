package io.callstream.analytics.run;

import io.callstream.analytics.call.CallCounters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The metrics of analytics. Thread-safe. */
final class AnalyticsMeters implements CallCounters {
    private final MeterRegistry registry;

    AnalyticsMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A record of this topic could not be read. */
    void skipped(String topic) {
        count(AnalyticsMetric.UNREADABLE, topic);
    }

    /** An event came that was counted before. */
    void repeated(String topology) {
        count(AnalyticsMetric.REPEATED, topology);
    }

    @Override
    public void row(String outcome) {
        count(AnalyticsMetric.CALLS, outcome);
    }

    @Override
    public void repeatedEnd() {
        repeated("calls");
    }

    @Override
    public void erased() {
        count(AnalyticsMetric.ERASED);
    }

    @Override
    public void lateChunk() {
        count(AnalyticsMetric.LATE_CHUNKS);
    }

    /** Shows how a topology is doing. */
    void watch(StreamsApp app) {
        gauge(AnalyticsMetric.RUNNING, app, each -> each.running() ? 1 : 0);
        gauge(AnalyticsMetric.LAG, app, StreamsApp::lag);
    }

    private void gauge(AnalyticsMetric metric, StreamsApp app, ToDoubleFunction<StreamsApp> value) {
        Gauge.builder(metric.facts().meter(), app, value)
                .tags(tags(metric, app.name()))
                .description(metric.facts().says())
                .register(registry);
    }

    private void count(AnalyticsMetric metric, String... values) {
        Counter.builder(metric.facts().meter())
                .tags(tags(metric, values))
                .description(metric.facts().says())
                .register(registry)
                .increment();
    }

    private static Tags tags(AnalyticsMetric metric, String... values) {
        List<String> labels = metric.facts().labels();
        return Tags.of(IntStream.range(0, labels.size())
                .mapToObj(i -> Tag.of(labels.get(i), values[i]))
                .toList());
    }
}
