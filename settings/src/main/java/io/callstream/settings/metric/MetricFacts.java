package io.callstream.settings.metric;

import java.util.List;

/**
 * What a metric is: from this come its name at {@code /metrics}, its help text there, and its row of the reference.
 *
 * @param id words with dots between, without the unit
 * @param labels names of its labels
 * @param says one sentence
 */
public record MetricFacts(String id, MetricType type, MetricUnit unit, List<String> labels, String says) {
    public MetricFacts {
        labels = List.copyOf(labels);
        if (type == MetricType.HISTOGRAM && unit != MetricUnit.SECONDS) {
            throw new IllegalArgumentException(id + " is a histogram of " + unit + " (expected seconds)");
        }
    }

    /** The name that a meter is made with; a timer gets its unit from who shows it. */
    public String meter() {
        return type == MetricType.HISTOGRAM || unit == MetricUnit.NONE ? id : id + "." + unit.word();
    }

    /** The name at {@code /metrics}. */
    public String shown() {
        String named = unit == MetricUnit.NONE ? id : id + "." + unit.word();
        return named.replace('.', '_') + (type == MetricType.COUNTER ? "_total" : "");
    }
}
