package io.callstream.replay.plan;

import io.callstream.reader.PartitionRange;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the oldest so many of the records that are read, in any order of partitions. Within a partition they are its first ones, also
 * where a record carries an earlier time than the one before it: so a range of each partition holds exactly these.
 */
final class OldestRecords {
    private static final Comparator<Kept> BY_AGE = Comparator.comparingLong(Kept::time)
            .thenComparing(kept -> kept.partition().topic())
            .thenComparingInt(kept -> kept.partition().partition())
            .thenComparingLong(Kept::offset);

    private final long limit;
    private final PriorityQueue<Kept> kept = new PriorityQueue<>(BY_AGE.reversed());
    private final Map<TopicPartition, Long> latest = new HashMap<>();

    OldestRecords(long limit) {
        this.limit = limit;
    }

    private record Kept(TopicPartition partition, long offset, long time, int size) {}

    void add(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        long time = latest.merge(partition, record.timestamp(), Math::max);
        kept.add(new Kept(partition, record.offset(), time, RecordScan.size(record)));
        if (kept.size() > limit) {
            kept.remove();
        }
    }

    RecordScan scan() {
        RecordScan scan = new RecordScan();
        kept.forEach(each -> scan.add(each.partition().topic(), each.size(), each.time()));
        return scan;
    }

    /** The ranges, each ended behind the last of the records that it holds; those that hold none are left out. */
    List<PartitionRange> cut(List<PartitionRange> ranges) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        kept.forEach(each -> ends.merge(each.partition(), each.offset() + 1, Math::max));
        return ranges.stream()
                .filter(range -> ends.containsKey(range.partition()))
                .map(range -> new PartitionRange(
                        range.partition(), range.begin(), ends.getOrDefault(range.partition(), range.end())))
                .toList();
    }
}
