package io.callstream.replay.plan;

import io.callstream.reader.PartitionRange;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records of some ranges, one bit each. Filled by one thread; afterwards safe for use by several. */
public final class Matches {
    private final Map<TopicPartition, PartitionRange> ranges = new HashMap<>();
    private final Map<TopicPartition, BitSet> offsets = new HashMap<>();

    /** None of these yet. */
    public Matches(List<PartitionRange> ranges) {
        ranges.forEach(range -> this.ranges.put(range.partition(), range));
    }

    /** Records outside of the ranges are passed over. */
    public void add(TopicPartition partition, long offset) {
        PartitionRange range = ranges.get(partition);
        if (range != null && offset >= range.begin() && offset < range.end()) {
            offsets.computeIfAbsent(partition, unseen -> new BitSet()).set(Math.toIntExact(offset - range.begin()));
        }
    }

    boolean contains(ConsumerRecord<?, ?> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        PartitionRange range = ranges.get(partition);
        BitSet set = offsets.get(partition);
        return range != null
                && set != null
                && record.offset() >= range.begin()
                && record.offset() < range.end()
                && set.get(Math.toIntExact(record.offset() - range.begin()));
    }
}
