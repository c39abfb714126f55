package io.callstream.analytics.rule;

import io.callstream.analytics.serde.RowIds;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * One rule of {@code callstream.alerts}.
 *
 * @param name names the rule in alerts; unique
 * @param metric what it looks at
 * @param limit where it begins to hold
 * @param window over how long
 * @param by columns whose values are looked at apart
 * @param where which calls it is about
 * @param minCalls with fewer calls it does not hold
 * @param receivers sinks that are to tell of it; empty for all that take alerts
 */
public record AlertRule(
        String name,
        Metric metric,
        Limit limit,
        Duration window,
        List<String> by,
        Condition where,
        long minCalls,
        List<String> receivers) {
    /** The label of alerts about sinks. */
    public static final String SINK = "sink";

    public AlertRule {
        by = List.copyOf(by);
        receivers = List.copyOf(receivers);
    }

    /**
     * Where a rule begins to hold.
     *
     * @param bound where it begins to hold
     * @param unit of the bound and of what is measured: the metric's, but seconds for a lag whose bound is a time
     * @param budget US dollars that {@code budget_used} is a share of; 0 for other metrics
     */
    public record Limit(double bound, Metric.Unit unit, double budget) {
        static Limit of(Metric metric, double bound) {
            return new Limit(bound, metric.unit(), 0);
        }
    }

    /** What is looked at apart: the rule's name and its columns' values, as a key. */
    public String groupOf(SpecificRecord event) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String column : by) {
            Object value = Columns.value(event, column);
            if (value != null) {
                labels.put(column, value.toString());
            }
        }
        return RowIds.of(name, labels);
    }

    /** What is looked at apart of a rule about sinks. */
    public String groupOfSink(String sink) {
        return RowIds.of(name, Map.of(SINK, sink));
    }
}
