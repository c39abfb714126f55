package io.callstream.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.reader.PartitionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The oldest records are a range of each partition, whatever times the records carry. */
class OldestRecordsTest {
    private static final String TOPIC = "llm.success";

    @Property(tries = 200)
    void theRangesHoldExactlyAsManyAsWereWanted(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 99) Integer> times,
            @ForAll @IntRange(min = 1, max = 80) int limit) {
        OldestRecords oldest = new OldestRecords(limit);
        List<ConsumerRecord<byte[], byte[]>> records = records(times);
        records.forEach(oldest::add);

        List<PartitionRange> ranges = oldest.cut(List.of(
                new PartitionRange(new TopicPartition(TOPIC, 0), 0, 1_000),
                new PartitionRange(new TopicPartition(TOPIC, 1), 0, 1_000)));

        long within = records.stream()
                .filter(record -> ranges.stream()
                        .anyMatch(range ->
                                range.partition().partition() == record.partition() && record.offset() < range.end()))
                .count();
        assertThat(within).isEqualTo(Math.min(limit, times.size()));
        assertThat(oldest.scan().records()).isEqualTo(within);
    }

    /** Alternately of two partitions. */
    private static List<ConsumerRecord<byte[], byte[]>> records(List<Integer> times) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            records.add(new ConsumerRecord<>(
                    TOPIC,
                    i % 2,
                    i / 2,
                    times.get(i),
                    TimestampType.CREATE_TIME,
                    1,
                    1,
                    new byte[1],
                    new byte[1],
                    new RecordHeaders(),
                    Optional.empty()));
        }
        return records;
    }
}
