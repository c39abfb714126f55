package io.callstream.analytics.run;

import io.callstream.analytics.call.CallCounters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The metrics of analytics. Thread-safe. */
final class AnalyticsMeters implements CallCounters {
    private static final String PREFIX = "callstream_analytics_";

    private final MeterRegistry registry;

    AnalyticsMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A record of this topic could not be read. */
    void skipped(String topic) {
        count("unreadable", "topic", topic, "Records that could not be read and were skipped.");
    }

    /** An event came that was counted before. */
    void repeated(String topology) {
        count("repeated", "topology", topology, "Ends that had been counted before and were left out.");
    }

    @Override
    public void row(String outcome) {
        count("calls", "outcome", outcome, "Rows of calls that were written.");
    }

    @Override
    public void repeatedEnd() {
        repeated("calls");
    }

    @Override
    public void erased() {
        Counter.builder(PREFIX + "erased")
                .description("Events and rows of calls that were left out because their subject was erased.")
                .register(registry)
                .increment();
    }

    @Override
    public void lateChunk() {
        Counter.builder(PREFIX + "late_chunks")
                .description("Chunks that came when the row of their call was written.")
                .register(registry)
                .increment();
    }

    /** Shows how a topology is doing. */
    void watch(StreamsApp app) {
        Gauge.builder(PREFIX + "running", app, each -> each.running() ? 1 : 0)
                .tag("topology", app.name())
                .description("1 while it works, 0 while it starts, restores its stores or shares them out.")
                .register(registry);
        Gauge.builder(PREFIX + "lag_records", app, StreamsApp::lag)
                .tag("topology", app.name())
                .description("Records not read yet, of the partition that lags most.")
                .register(registry);
    }

    private void count(String name, String tag, String value, String says) {
        Counter.builder(PREFIX + name)
                .tag(tag, value)
                .description(says)
                .register(registry)
                .increment();
    }
}
