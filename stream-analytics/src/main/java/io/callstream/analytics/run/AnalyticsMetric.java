package io.callstream.analytics.run;

import static io.callstream.settings.metric.MetricType.COUNTER;
import static io.callstream.settings.metric.MetricType.GAUGE;
import static io.callstream.settings.metric.MetricUnit.NONE;
import static io.callstream.settings.metric.MetricUnit.RECORDS;

import io.callstream.settings.metric.MetricFacts;
import io.callstream.settings.metric.MetricType;
import io.callstream.settings.metric.MetricUnit;
import java.util.Arrays;
import java.util.List;

/** The metrics of analytics, each stated once: the code and {@code docs/reference/metrics.md} have them from here. */
enum AnalyticsMetric {
    RUNNING(
            "running",
            GAUGE,
            NONE,
            "1 while it works, 0 while it starts, restores its stores or shares them out.",
            "topology"),
    LAG("lag", GAUGE, RECORDS, "Records not read yet, of the partition that lags most.", "topology"),
    CALLS("calls", COUNTER, NONE, "Rows of calls that were written.", "outcome"),
    REPEATED("repeated", COUNTER, NONE, "Ends that had been counted before and were left out.", "topology"),
    LATE_CHUNKS("late.chunks", COUNTER, NONE, "Chunks that came when the row of their call was written."),
    ERASED("erased", COUNTER, NONE, "Events and rows of calls that were left out because their subject was erased."),
    UNREADABLE("unreadable", COUNTER, NONE, "Records that could not be read and were skipped.", "topic");

    private final MetricFacts facts;

    AnalyticsMetric(String name, MetricType type, MetricUnit unit, String says, String... labels) {
        this.facts = new MetricFacts("callstream.analytics." + name, type, unit, List.of(labels), says);
    }

    /** All of them, in the order of the reference. */
    static List<MetricFacts> all() {
        return Arrays.stream(values()).map(each -> each.facts).toList();
    }

    MetricFacts facts() {
        return facts;
    }
}
