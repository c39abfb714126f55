package io.callstream.benchmarks.load;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** One line of {@code name=value} pairs that the script reads. */
final class Report {
    private Report() {}

    /** @param nanos latencies in nanoseconds */
    static String line(Histogram nanos, long errors) {
        return String.format(
                Locale.ROOT,
                "done=%d errors=%d p50=%.1f p99=%.1f p999=%.1f max=%.1f",
                nanos.getTotalCount(),
                errors,
                micros(nanos, 50),
                micros(nanos, 99),
                micros(nanos, 99.9),
                nanos.getMaxValue() / 1000.0);
    }

    private static double micros(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1000.0;
    }
}
