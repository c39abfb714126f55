package io.callstream.replay.run;

import static io.callstream.settings.metric.MetricType.GAUGE;
import static io.callstream.settings.metric.MetricUnit.EVENTS;

import io.callstream.settings.metric.MetricFacts;
import java.util.Arrays;
import java.util.List;

/** The metrics of a replay, each stated once: the code and {@code docs/reference/metrics.md} have them from here. */
enum ReplayMetric {
    PLANNED("callstream.replay.planned", "Events that the replay is to deliver.", "job"),
    ENDED(
            "callstream.replay",
            "Events of the replay that have come to their end, over all runs of the job: `delivered`, `skipped`, `refused`.",
            "job",
            "outcome");

    private final MetricFacts facts;

    ReplayMetric(String id, String says, String... labels) {
        this.facts = new MetricFacts(id, GAUGE, EVENTS, List.of(labels), says);
    }

    /** All of them, in the order of the reference. */
    static List<MetricFacts> all() {
        return Arrays.stream(values()).map(each -> each.facts).toList();
    }

    /** The name that its meters are made with. */
    String meter() {
        return facts.meter();
    }

    String says() {
        return facts.says();
    }
}
