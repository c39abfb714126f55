package io.callstream.gateway.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.DoubleSupplier;

/** Holds the gateway's metrics and shows them as Prometheus reads them. Safe for all threads. */
public final class Telemetry {
    private static final int MOST_SERIES = 200;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SeriesTable series = new SeriesTable(registry, MOST_SERIES);
    private final CallMeters calls = new CallMeters(registry, series);

    /** The metrics of calls. */
    public CallMeters calls() {
        return calls;
    }

    /** Shows a number that only grows; it is asked for when somebody looks. */
    public void counter(GatewayMetric metric, Tags tags, DoubleSupplier value) {
        // A counter holds its object weakly: given the lambda as that, it would stay 0 after the next collection.
        FunctionCounter.builder(metric.meter(), registry, any -> value.getAsDouble())
                .description(metric.says())
                .tags(tags)
                .register(registry);
    }

    /** Shows a number that goes up and down; it is asked for when somebody looks. */
    public void gauge(GatewayMetric metric, Tags tags, DoubleSupplier value) {
        Gauge.builder(metric.meter(), value, DoubleSupplier::getAsDouble)
                .description(metric.says())
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** What a gauge was about is gone. */
    public void remove(GatewayMetric metric, Tags tags) {
        Gauge shown = registry.find(metric.meter()).tags(tags).gauge();
        if (shown != null) {
            registry.remove(shown);
        }
    }

    /** All metrics in Prometheus' text format, calls also under LiteLLM's names. */
    public String scrape() {
        return registry.scrape() + LiteLlmMetrics.write(series.all());
    }
}
