package io.callstream.settings.metric;

import java.util.Locale;

/** What Prometheus calls it. */
public enum MetricType {
    /** A number that only grows; its name ends with {@code _total}. */
    COUNTER,
    /** A number that goes up and down. */
    GAUGE,
    /** Times, in buckets. */
    HISTOGRAM,
    /** Number and sum of sizes. */
    SUMMARY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
