package io.callstream.replay.plan;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.reader.PartitionRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A replay whose events are fixed.
 *
 * @param ranges what is read, none of it empty
 * @param filter which of its records
 */
public record ReplayPlan(
        JobId job,
        String sink,
        Instant plannedAt,
        List<PartitionRange> ranges,
        Filter filter,
        Terms terms,
        PlanCounts counts) {
    public ReplayPlan {
        ranges = List.copyOf(ranges);
    }

    /** Whether it delivers dead letters; its ranges are then of their topic, and its counts say of which kinds. */
    public boolean ofDeadLetters() {
        return ranges.stream()
                .anyMatch(range -> range.partition().topic().equals(TopicCatalogue.deadLetterTopic(sink)));
    }

    /** How long it takes at its own rate; empty when the destination decides. */
    public Optional<Duration> expectedTime() {
        return terms.rate().isPresent()
                ? Optional.of(Duration.ofMillis(
                        Math.round(1000 * counts.total() / terms.rate().getAsDouble())))
                : Optional.empty();
    }
}
