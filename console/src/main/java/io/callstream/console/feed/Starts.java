package io.callstream.console.feed;

import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.time.TimeSpan;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Where following begins. */
public final class Starts {
    private Starts() {}

    /**
     * At a time, or later where a partition has more records since than are wanted.
     *
     * @param most records of each topic, as if its partitions had equally many
     */
    public static Map<TopicPartition, Long> since(
            RangePlanner planner, Collection<String> topics, Instant from, long most) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        TimeSpan span = new TimeSpan(Optional.of(from), Optional.empty());
        for (String topic : topics) {
            List<PartitionRange> ranges = planner.plan(topic, span).partitions();
            long each = Math.max(1, most / ranges.size());
            ranges.forEach(range -> starts.put(range.partition(), Math.max(range.begin(), range.end() - each)));
        }
        return starts;
    }

    /** All that these topics have. */
    public static Map<TopicPartition, Long> all(RangePlanner planner, Collection<String> topics) {
        return since(planner, topics, Instant.EPOCH, Long.MAX_VALUE);
    }
}
