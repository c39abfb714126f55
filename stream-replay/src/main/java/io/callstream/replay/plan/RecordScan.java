package io.callstream.replay.plan;

import io.callstream.events.EventKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts records as they are read. */
final class RecordScan {
    private final Map<String, Long> kinds = new HashMap<>();
    private long bytes;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void add(ConsumerRecord<byte[], byte[]> record) {
        add(record.topic(), size(record), record.timestamp());
    }

    void add(String topic, long size, long timestamp) {
        kinds.merge(EventKind.ofTopic(topic).word(), 1L, Long::sum);
        bytes += size;
        first = Math.min(first, timestamp);
        last = Math.max(last, timestamp);
    }

    static int size(ConsumerRecord<byte[], byte[]> record) {
        return (record.key() == null ? 0 : record.key().length) + (record.value() == null ? 0 : record.value().length);
    }

    Map<String, Long> kinds() {
        return Map.copyOf(kinds);
    }

    long bytes() {
        return bytes;
    }

    long records() {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }

    /** When Kafka got the first of them. */
    Optional<Instant> first() {
        return records() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first));
    }

    /** When Kafka got the last of them. */
    Optional<Instant> last() {
        return records() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last));
    }
}
