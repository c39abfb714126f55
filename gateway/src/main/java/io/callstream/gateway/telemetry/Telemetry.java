package io.callstream.gateway.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.DoubleSupplier;

/** Holds the gateway's metrics and shows them as Prometheus reads them. Safe for all threads. */
public final class Telemetry {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** The metrics of calls. */
    public CallMeters calls() {
        return new CallMeters(registry);
    }

    /** Shows a number that only grows; it is asked for when somebody looks. */
    public void counter(String name, Tags tags, DoubleSupplier value) {
        // A counter holds its object weakly: given the lambda as that, it would stay 0 after the next collection.
        FunctionCounter.builder(name, registry, any -> value.getAsDouble())
                .tags(tags)
                .register(registry);
    }

    /** Shows a number that goes up and down; it is asked for when somebody looks. */
    public void gauge(String name, Tags tags, DoubleSupplier value) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** All metrics in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }
}
