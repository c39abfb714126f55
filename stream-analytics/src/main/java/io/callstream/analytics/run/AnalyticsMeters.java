package io.callstream.analytics.run;

import io.callstream.analytics.call.CallCounters;
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
        count("unreadable", "topic", topic);
    }

    /** An event came that was counted before. */
    void repeated(String topology) {
        count("repeated", "topology", topology);
    }

    @Override
    public void row(String outcome) {
        count("calls", "outcome", outcome);
    }

    @Override
    public void repeatedEnd() {
        repeated("calls");
    }

    @Override
    public void lateChunk() {
        registry.counter(PREFIX + "late_chunks").increment();
    }

    /** Shows how a topology is doing. */
    void watch(StreamsApp app) {
        Gauge.builder(PREFIX + "running", app, each -> each.running() ? 1 : 0)
                .tag("topology", app.name())
                .register(registry);
        Gauge.builder(PREFIX + "lag_records", app, StreamsApp::lag)
                .tag("topology", app.name())
                .register(registry);
    }

    private void count(String name, String tag, String value) {
        registry.counter(PREFIX + name, tag, value).increment();
    }
}
