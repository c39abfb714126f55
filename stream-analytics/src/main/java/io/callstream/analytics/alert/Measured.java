package io.callstream.analytics.alert;

import io.callstream.analytics.rule.AlertRule;
import io.callstream.analytics.rule.Metric;
import io.callstream.analytics.sinks.SinkReading;
import io.callstream.analytics.sketch.Distribution;
import io.callstream.events.WindowRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule sees of one group now.
 *
 * @param value in the unit of its metric; empty when there is nothing to measure
 * @param calls how many calls it is made of
 * @param holds whether the rule does
 */
record Measured(Optional<Double> value, long calls, boolean holds) {
    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    /**
     * @param sum what happened within the window; null when nothing did
     * @param hanging calls of the group that hang now
     */
    static Measured of(AlertRule rule, @Nullable WindowRecord sum, long hanging) {
        return switch (rule.metric()) {
            case AVG_LATENCY -> above(rule, average(sum), durations(sum));
            case P95_LATENCY -> above(rule, percentile(sum), durations(sum));
            case ERROR_RATE -> above(rule, errorRate(sum), counted(sum));
            case SPEND_USD -> above(rule, spent(sum), calls(sum));
            case BUDGET_USED ->
                atLeast(rule, spent(sum).map(usd -> usd / rule.limit().budget()), calls(sum));
            case PROVIDER_KEY_REFUSED ->
                atLeast(rule, sum == null ? Optional.empty() : Optional.of((double) sum.getKeyRefused()), calls(sum));
            case PROVIDER_OUTAGE -> atLeast(rule, outages(sum), calls(sum));
            case HANGING_CALLS ->
                new Measured(
                        hanging > 0 ? Optional.of((double) hanging) : Optional.empty(),
                        hanging,
                        hanging >= rule.minCalls());
            case SINK_HELD, SINK_LAG -> new Measured(Optional.empty(), 0, false);
        };
    }

    /** What a rule sees of a sink now. */
    static Measured of(AlertRule rule, SinkReading sink, Instant now) {
        if (rule.metric() == Metric.SINK_HELD) {
            return new Measured(Optional.of(sink.held() ? 1.0 : 0.0), 0, sink.held());
        }
        double lag = rule.limit().unit() == Metric.Unit.SECONDS
                ? sink.oldest().map(since -> seconds(since, now)).orElse(0.0)
                : sink.lag();
        return new Measured(Optional.of(lag), 0, lag > rule.limit().bound());
    }

    private static double seconds(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toMillis() / MILLIS);
    }

    private static Measured above(AlertRule rule, Optional<Double> value, long calls) {
        boolean holds = calls >= rule.minCalls()
                && value.filter(found -> found > rule.limit().bound()).isPresent();
        return new Measured(value, calls, holds);
    }

    private static Measured atLeast(AlertRule rule, Optional<Double> value, long calls) {
        boolean holds = calls >= rule.minCalls()
                && value.filter(found -> found > 0 && found >= rule.limit().bound())
                        .isPresent();
        return new Measured(value, calls, holds);
    }

    private static Optional<Double> average(@Nullable WindowRecord sum) {
        long count = durations(sum);
        return sum == null || count == 0 ? Optional.empty() : Optional.of(sum.getDurationSumUs() / MICROS / count);
    }

    private static Optional<Double> percentile(@Nullable WindowRecord sum) {
        return sum == null || sum.getDurationSketch() == null
                ? Optional.empty()
                : Distribution.read(sum.getDurationSketch()).quantile(0.95).map(micros -> micros / MICROS);
    }

    private static long durations(@Nullable WindowRecord sum) {
        return sum == null || sum.getDurationSketch() == null
                ? 0
                : Distribution.read(sum.getDurationSketch()).count();
    }

    private static Optional<Double> errorRate(@Nullable WindowRecord sum) {
        long counted = counted(sum);
        return sum == null || counted == 0
                ? Optional.empty()
                : Optional.of((double) (sum.getFailures() - sum.getClientErrors()) / counted);
    }

    /** Calls but those that the client itself made fail. */
    private static long counted(@Nullable WindowRecord sum) {
        return sum == null ? 0 : sum.getCalls() - sum.getClientErrors();
    }

    private static long calls(@Nullable WindowRecord sum) {
        return sum == null ? 0 : sum.getCalls();
    }

    private static Optional<Double> spent(@Nullable WindowRecord sum) {
        return sum == null ? Optional.empty() : Optional.of(sum.getCostNanoUsd() / NANOS);
    }

    /** A provider that limits the rate, or refuses a key, is there. */
    private static Optional<Double> outages(@Nullable WindowRecord sum) {
        return sum == null
                ? Optional.empty()
                : Optional.of((double) Math.max(
                        0,
                        sum.getProviderErrors() + sum.getNetworkErrors() - sum.getRateLimited() - sum.getKeyRefused()));
    }
}
