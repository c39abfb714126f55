package io.callstream.settings.metric;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the reference of a service's metrics. */
public final class MetricReference {
    private static final String HEAD = "\n| metric | type | unit | labels | what it is |\n|---|---|---|---|---|\n";

    private MetricReference() {}

    /** A table, with a row for each. */
    public static String table(List<MetricFacts> metrics) {
        return metrics.stream().map(MetricReference::row).collect(Collectors.joining("", HEAD, ""));
    }

    private static String row(MetricFacts metric) {
        String unit = metric.unit() == MetricUnit.NONE ? "" : metric.unit().word();
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        metric.shown(), metric.type().word(), unit, String.join(", ", metric.labels()), metric.says());
    }
}
