package io.callstream.sink.runtime.consume;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Events that were to be read and are not in their topics any more.
 *
 * @param wanted the offsets to be read next
 * @param kept the first offsets that are still there
 */
record Gap(Map<TopicPartition, Long> wanted, Map<TopicPartition, Long> kept) {
    /** How many events are gone. */
    long records() {
        return wanted.entrySet().stream()
                .mapToLong(entry -> Math.max(0, kept.getOrDefault(entry.getKey(), 0L) - entry.getValue()))
                .sum();
    }

    /** {@code llm.success-3: 120 to 499}, and so on; a topic may also end before what was to be read. */
    String report() {
        return wanted.entrySet().stream()
                .map(entry -> one(entry.getKey(), entry.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private String one(TopicPartition partition, long from) {
        long first = kept.getOrDefault(partition, from);
        return first > from
                ? partition + ": " + from + " to " + (first - 1)
                : partition + ": " + from + " is behind the end, the topic was cut off";
    }
}
