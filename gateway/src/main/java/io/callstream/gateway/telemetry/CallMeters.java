package io.callstream.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times calls. Safe for all threads; costs some hundred nanoseconds a call. */
public final class CallMeters {
    private static final String SUCCESS = "success";
    private static final Duration[] CALL_BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };
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
    private final Map<String, Counter> ended = new ConcurrentHashMap<>();
    private final Timer duration;
    private final Timer overhead;

    CallMeters(MeterRegistry registry) {
        this.registry = registry;
        this.duration = timer(MetricNames.CALL_DURATION, CALL_BUCKETS);
        this.overhead = timer(MetricNames.CALL_OVERHEAD, OVERHEAD_BUCKETS);
        ended(SUCCESS);
    }

    /**
     * A call ended well.
     *
     * @param durationUs all of it, in microseconds
     * @param gatewayUs what the gateway added
     */
    public void succeeded(long durationUs, long gatewayUs) {
        ended(SUCCESS).increment();
        duration.record(durationUs, TimeUnit.MICROSECONDS);
        overhead.record(gatewayUs, TimeUnit.MICROSECONDS);
    }

    /** @param tag of the error, from the table of errors */
    public void failed(String tag, long durationUs) {
        ended(tag).increment();
        duration.record(durationUs, TimeUnit.MICROSECONDS);
    }

    private Counter ended(String outcome) {
        Counter counter = ended.get(outcome);
        if (counter == null) {
            counter = registry.counter(MetricNames.CALLS, MetricNames.OUTCOME, outcome);
            ended.put(outcome, counter);
        }
        return counter;
    }

    private Timer timer(String name, Duration... buckets) {
        return Timer.builder(name).serviceLevelObjectives(buckets).register(registry);
    }
}
