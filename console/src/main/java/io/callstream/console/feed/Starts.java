package io.callstream.console.feed;

import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.time.TimeSpan;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Where following begins. */
public final class Starts {
    private Starts() {}

    /**
     * At a time, or later where a partition has more records since than are wanted.
     *
     * @param most records of each partition
     */
    public static Map<TopicPartition, Long> since(
            RangePlanner planner, Collection<String> topics, Instant from, long most) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (String topic : topics) {
            for (PartitionRange range : planner.plan(topic, new TimeSpan(Optional.of(from), Optional.empty()))
                    .partitions()) {
                starts.put(range.partition(), Math.max(range.begin(), range.end() - most));
            }
        }
        return starts;
    }

    /** All that these topics have. */
    public static Map<TopicPartition, Long> all(RangePlanner planner, Collection<String> topics) {
        return since(planner, topics, Instant.EPOCH, Long.MAX_VALUE);
    }
}
