package io.callstream.gateway.telemetry;

import io.callstream.gateway.config.Deployment;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts and times calls. Safe for all threads; costs some hundred nanoseconds a call. */
public final class CallMeters {
    private static final String SUCCESS = "success";
    private static final Duration[] OVERHEAD_BUCKETS = {
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100)
    };

    private final MeterRegistry registry;
    private final SeriesTable series;
    private final Map<String, Counter> ended = new ConcurrentHashMap<>();
    private final Timer overhead;

    CallMeters(MeterRegistry registry, SeriesTable series) {
        this.registry = registry;
        this.series = series;
        this.overhead = Timer.builder(GatewayMetric.CALL_OVERHEAD.meter())
                .description(GatewayMetric.CALL_OVERHEAD.says())
                .serviceLevelObjectives(OVERHEAD_BUCKETS)
                .register(registry);
        ended(SUCCESS);
    }

    /**
     * The meters of a caller's calls to a deployment.
     *
     * @param deployment null for calls that went nowhere
     */
    public CallSeries series(@Nullable Deployment deployment, @Nullable String team) {
        return series.of(deployment, team);
    }

    /** Times of a call in microseconds, as {@link CallSeries#timed} has them. */
    public record Took(long durationUs, long upstreamUs, long firstTokenUs) {}

    /**
     * A call ended well.
     *
     * @param gatewayUs what the gateway added
     */
    public void succeeded(CallSeries of, Took took, long gatewayUs) {
        ended(SUCCESS).increment();
        of.succeeded.increment();
        of.timed(took.durationUs(), took.upstreamUs(), took.firstTokenUs());
        overhead.record(gatewayUs, TimeUnit.MICROSECONDS);
    }

    /** @param tag of the error, from the table of errors */
    public void failed(CallSeries of, Took took, String tag) {
        ended(tag).increment();
        of.failed.increment();
        of.timed(took.durationUs(), took.upstreamUs(), took.firstTokenUs());
    }

    private Counter ended(String outcome) {
        Counter counter = ended.get(outcome);
        if (counter == null) {
            counter = Counter.builder(GatewayMetric.CALLS.meter())
                    .description(GatewayMetric.CALLS.says())
                    .tag(MetricLabels.OUTCOME, outcome)
                    .register(registry);
            ended.put(outcome, counter);
        }
        return counter;
    }
}
