package io.callstream.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The meters of calls to one model group at one provider by one team. Safe for all threads; nothing is looked up. */
public final class CallSeries {
    static final Duration[] CALL_BUCKETS =
            millis(10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000);
    private static final Duration[] FIRST_TOKEN_BUCKETS =
            millis(25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000);
    private static final double DOLLARS_PER_NANO = 1e-9;

    final CallLabels labels;
    final Counter succeeded;
    final Counter failed;
    final Counter prompt;
    final Counter completion;
    final Counter cost;
    final Timer duration;
    final Timer upstream;
    final Timer firstToken;
    private final Counter cacheRead;
    private final Counter cacheCreation;
    private final Counter reasoning;
    private final Counter unpriced;

    CallSeries(MeterRegistry registry, CallLabels labels) {
        Meters meters = new Meters(registry, labels.tags());
        this.labels = labels;
        this.succeeded = meters.counter(GatewayMetric.MODEL_CALLS, MetricLabels.RESULT, "success");
        this.failed = meters.counter(GatewayMetric.MODEL_CALLS, MetricLabels.RESULT, "failure");
        this.prompt = meters.counter(GatewayMetric.TOKENS, MetricLabels.TYPE, "prompt");
        this.completion = meters.counter(GatewayMetric.TOKENS, MetricLabels.TYPE, "completion");
        this.cacheRead = meters.counter(GatewayMetric.TOKENS_OF, MetricLabels.TYPE, "cache_read");
        this.cacheCreation = meters.counter(GatewayMetric.TOKENS_OF, MetricLabels.TYPE, "cache_creation");
        this.reasoning = meters.counter(GatewayMetric.TOKENS_OF, MetricLabels.TYPE, "reasoning");
        this.cost = meters.counter(GatewayMetric.COST);
        this.unpriced = meters.counter(GatewayMetric.UNPRICED);
        this.duration = meters.timer(GatewayMetric.CALL_DURATION, CALL_BUCKETS);
        this.upstream = meters.timer(GatewayMetric.CALL_UPSTREAM, CALL_BUCKETS);
        this.firstToken = meters.timer(GatewayMetric.CALL_TTFT, FIRST_TOKEN_BUCKETS);
    }

    private record Meters(MeterRegistry registry, Tags tags) {
        Counter counter(GatewayMetric metric, String... more) {
            return Counter.builder(metric.meter())
                    .description(metric.says())
                    .tags(tags.and(more))
                    .register(registry);
        }

        Timer timer(GatewayMetric metric, Duration... buckets) {
            return Timer.builder(metric.meter())
                    .description(metric.says())
                    .tags(tags)
                    .serviceLevelObjectives(buckets)
                    .register(registry);
        }
    }

    /**
     * How long a call took, in microseconds.
     *
     * @param upstreamUs spent with the provider; negative when it was never asked
     * @param firstTokenUs until a stream began; negative for everything else
     */
    void timed(long durationUs, long upstreamUs, long firstTokenUs) {
        duration.record(durationUs, TimeUnit.MICROSECONDS);
        if (upstreamUs >= 0) {
            upstream.record(upstreamUs, TimeUnit.MICROSECONDS);
        }
        if (firstTokenUs >= 0) {
            firstToken.record(firstTokenUs, TimeUnit.MICROSECONDS);
        }
    }

    /** Tokens of a call; a negative number is not known. */
    public void used(long promptTokens, long completionTokens) {
        add(prompt, promptTokens);
        add(completion, completionTokens);
    }

    /** Tokens among those of {@link #used}; a negative number is not known. */
    public void among(long readFromCache, long writtenToCache, long spentOnReasoning) {
        add(cacheRead, readFromCache);
        add(cacheCreation, writtenToCache);
        add(reasoning, spentOnReasoning);
    }

    /** What a call cost, in 10^-9 US dollars. */
    public void spent(long nanoDollars) {
        cost.increment(nanoDollars * DOLLARS_PER_NANO);
    }

    /** A call used tokens that no price is known for. */
    public void unpriced() {
        unpriced.increment();
    }

    private static void add(Counter counter, long count) {
        if (count > 0) {
            counter.increment(count);
        }
    }

    private static Duration[] millis(long... millis) {
        Duration[] durations = new Duration[millis.length];
        for (int i = 0; i < millis.length; i++) {
            durations[i] = Duration.ofMillis(millis[i]);
        }
        return durations;
    }
}
