package io.callstream.sink.runtime.consume;

import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What is read once and no further.
 *
 * @param ranges the part of each partition
 * @param selection which of their records are wanted; the same for a record whenever it is asked
 * @param pace how fast
 */
public record Bounds(
        Map<TopicPartition, OffsetRange> ranges, Predicate<ConsumerRecord<byte[], byte[]>> selection, Pace pace) {
    public Bounds {
        ranges = Map.copyOf(ranges);
    }
}
