package io.callstream.sink.runtime.observe;

import static io.callstream.settings.metric.MetricType.COUNTER;
import static io.callstream.settings.metric.MetricType.GAUGE;
import static io.callstream.settings.metric.MetricType.HISTOGRAM;
import static io.callstream.settings.metric.MetricType.SUMMARY;
import static io.callstream.settings.metric.MetricUnit.BYTES;
import static io.callstream.settings.metric.MetricUnit.EVENTS;
import static io.callstream.settings.metric.MetricUnit.NONE;
import static io.callstream.settings.metric.MetricUnit.RECORDS;
import static io.callstream.settings.metric.MetricUnit.SECONDS;

import io.callstream.settings.metric.MetricFacts;
import io.callstream.settings.metric.MetricType;
import io.callstream.settings.metric.MetricUnit;
import java.util.Arrays;
import java.util.List;

/** The metrics of every sink, each stated once: the code and {@code docs/reference/metrics.md} have them from here. */
enum SinkMetric {
    DELIVERED("delivered", COUNTER, NONE, "Events that the destination has."),
    DEAD_LETTERS("dead.letters", COUNTER, NONE, "Events refused for good, kept on the dead-letter topic."),
    QUARANTINED(
            "quarantined",
            COUNTER,
            NONE,
            "Events that would not be delivered after a crash, kept on the dead-letter topic."),
    DROPPED("dropped", COUNTER, NONE, "Events too old to be wanted.", "reason"),
    FILTERED("filtered", COUNTER, NONE, "Events that were not for this sink."),
    ERASED("erased", COUNTER, NONE, "Events left out because their subject was [erased](../guides/erase.md)."),
    GAPS("gaps", COUNTER, NONE, "Times that records were gone before they were read."),
    GAP_RECORDS("gap", COUNTER, RECORDS, "Records that were gone before they were read."),
    RETRIES("retries", COUNTER, NONE, "Tries that failed.", "reason"),
    REQUEST("request", HISTOGRAM, SECONDS, "Time of the requests to the destination."),
    BATCH_EVENTS("batch", SUMMARY, EVENTS, "Events in a request."),
    LAG_RECORDS("lag", GAUGE, RECORDS, "Records that have not come to their end."),
    LAG_SECONDS("lag", GAUGE, SECONDS, "Age of the oldest record that has not come to its end."),
    BATCHES_IN_FLIGHT("batches.in.flight", GAUGE, NONE, "Requests under way."),
    CONCURRENCY_LIMIT("concurrency.limit", GAUGE, NONE, "Requests that the destination gets at once, at most."),
    BUFFERED_BYTES("buffered", GAUGE, BYTES, "Size of the events in memory."),
    PARTITIONS(
            "partitions",
            GAUGE,
            NONE,
            "Partitions that are read here: 0 for long means that the sink is not assigned any."),
    HELD("held", GAUGE, NONE, "1 while the sink is held: somebody has to look."),
    WAITING("waiting", GAUGE, NONE, "1 while the sink waits for its destination, for Kafka or for the registry."),
    STOPPED("stopped", GAUGE, NONE, "1 when the sink has ended and its process has not."),
    DEAD_LETTERS_STUCK("dead.letters.stuck", GAUGE, NONE, "1 while dead letters cannot be written.");

    private final MetricFacts facts;

    /** @param more labels beside {@code sink} */
    SinkMetric(String name, MetricType type, MetricUnit unit, String says, String... more) {
        this.facts = new MetricFacts("callstream.sink." + name, type, unit, List.of(more), says);
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
