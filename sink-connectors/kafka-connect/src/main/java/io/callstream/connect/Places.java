package io.callstream.connect;

import io.callstream.sink.runtime.deliver.SourceRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where records stand: under their topic's name as the task sees it, which tells what kind of event they are, and in Kafka,
 * where their offsets are committed. A transformation may have renamed the topic in between. Finding is for any thread, all
 * else for the task's.
 */
final class Places {
    private static final byte[] NOTHING = {};

    private final Map<TopicPartition, TopicPartition> inKafka = new HashMap<>();
    private final Map<TopicPartition, ConcurrentNavigableMap<Long, SinkRecord>> open = new ConcurrentHashMap<>();

    /**
     * The record as the runtime reads it; it can be found until its place is committed.
     *
     * @throws ConnectException if its value is not the bytes that stand in Kafka
     */
    ConsumerRecord<byte[], byte[]> take(SinkRecord record) {
        TopicPartition seen = new TopicPartition(record.topic(), record.originalKafkaPartition());
        TopicPartition there = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        TopicPartition before = inKafka.putIfAbsent(seen, there);
        if (before != null && !before.equals(there)) {
            throw new ConnectException("topics " + before.topic() + " and " + there.topic() + " are both renamed to "
                    + seen.topic() + "; make one connector for each");
        }
        open.computeIfAbsent(seen, unseen -> new ConcurrentSkipListMap<>()).put(record.originalKafkaOffset(), record);
        return read(record, seen);
    }

    /** The record that stands there, as Connect knows it. */
    Optional<SinkRecord> find(SourceRecord.RecordPosition place) {
        return Optional.ofNullable(open.get(new TopicPartition(place.topic(), place.partition())))
                .map(records -> records.get(place.offset()));
    }

    /** Offsets as Kafka knows them. */
    Map<TopicPartition, OffsetAndMetadata> inKafka(Map<TopicPartition, OffsetAndMetadata> seen) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        seen.forEach((partition, offset) -> offsets.put(inKafka.getOrDefault(partition, partition), offset));
        return offsets;
    }

    /** Lets go of the records before these offsets. */
    void passed(Map<TopicPartition, OffsetAndMetadata> seen) {
        seen.forEach((partition, offset) -> {
            ConcurrentNavigableMap<Long, SinkRecord> records = open.get(partition);
            if (records != null) {
                records.headMap(offset.offset()).clear();
            }
        });
    }

    /**
     * Lets go of partitions.
     *
     * @param there as Kafka knows them
     * @return as the task sees them
     */
    Collection<TopicPartition> forget(Collection<TopicPartition> there) {
        Collection<TopicPartition> seen = inKafka.entrySet().stream()
                .filter(entry -> there.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        seen.forEach(inKafka::remove);
        seen.forEach(open::remove);
        return seen;
    }

    private static ConsumerRecord<byte[], byte[]> read(SinkRecord record, TopicPartition seen) {
        Object value = record.value();
        if (value != null && !(value instanceof byte[])) {
            throw new ConnectException("a record of " + seen.topic() + " came as "
                    + value.getClass().getSimpleName()
                    + "; set value.converter to org.apache.kafka.connect.converters.ByteArrayConverter");
        }
        return new ConsumerRecord<>(
                seen.topic(),
                seen.partition(),
                record.originalKafkaOffset(),
                record.timestamp() == null ? ConsumerRecord.NO_TIMESTAMP : record.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                record.key() instanceof byte[] key ? key : NOTHING,
                (byte[]) value,
                new RecordHeaders(),
                Optional.empty());
    }
}
