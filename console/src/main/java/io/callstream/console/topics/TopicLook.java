package io.callstream.console.topics;

import io.callstream.console.web.WebException;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.RangeReader;
import io.callstream.reader.ReadRequestException;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.TopicContents;
import io.callstream.reader.time.TimeSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a few records of a topic. Safe for use by several threads. */
final class TopicLook {
    private final TopicConsumers consumers;

    TopicLook(TopicConsumers consumers) {
        this.consumers = consumers;
    }

    /** Every topic of ours, and how much it holds. */
    List<TopicContents> topics() {
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            return new RangePlanner(consumer, consumers.servers()).contents("llm.");
        }
    }

    /** The latest records of a topic, newest first. */
    List<ConsumerRecord<byte[], byte[]>> latest(String topic, Optional<Integer> partition, int limit) {
        return read(topic, partition, limit, range -> {
            long begin = Math.max(range.begin(), range.end() - limit);
            return partition.isPresent() && range.partition().partition() != partition.get()
                    ? new PartitionRange(range.partition(), range.end(), range.end())
                    : new PartitionRange(range.partition(), begin, range.end());
        });
    }

    /** Those from one offset on. */
    List<ConsumerRecord<byte[], byte[]>> from(TopicPartition place, long offset, int limit) {
        return read(place.topic(), Optional.of(place.partition()), limit, range -> {
            if (!range.partition().equals(place)) {
                return new PartitionRange(range.partition(), range.end(), range.end());
            }
            long begin = Math.max(range.begin(), Math.min(offset, range.end()));
            return new PartitionRange(place, begin, Math.min(range.end(), begin + limit));
        });
    }

    private List<ConsumerRecord<byte[], byte[]>> read(
            String topic, Optional<Integer> partition, int limit, UnaryOperator<PartitionRange> wanted) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (RangeReader reader = consumers.read(planner ->
                planned(planner, topic, partition).stream().map(wanted).toList())) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                records.add(next.get());
            }
        } catch (ReadRequestException e) {
            throw WebException.missing(String.valueOf(e.getMessage()));
        }
        Comparator<ConsumerRecord<byte[], byte[]>> byTime = Comparator.comparingLong(ConsumerRecord::timestamp);
        return records.stream()
                .sorted(byTime.thenComparingLong(ConsumerRecord::offset).reversed())
                .limit(limit)
                .toList();
    }

    private static List<PartitionRange> planned(RangePlanner planner, String topic, Optional<Integer> partition) {
        List<PartitionRange> ranges = planner.plan(topic, TimeSpan.ALL).partitions();
        if (partition.isPresent() && partition.get() >= ranges.size()) {
            throw WebException.missing(
                    topic + " has no partition " + partition.get() + " (the last is " + (ranges.size() - 1) + ")");
        }
        return ranges;
    }
}
