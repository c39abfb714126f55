package io.callstream.sink.runtime.consume;

import io.callstream.sink.runtime.deliver.Trouble;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records that were fetched and not read yet, each partition in a line of its own: one that has to wait holds up its own
 * partition only. For one thread.
 */
final class Unread {
    private final Map<TopicPartition, Line> lines = new LinkedHashMap<>();
    private long bytes;

    /** The records of one partition. */
    static final class Line {
        private final TopicPartition partition;
        private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
        private Instant readAgainAt = Instant.MIN;
        private @Nullable Wait wait;

        Line(TopicPartition partition) {
            this.partition = partition;
        }

        TopicPartition partition() {
            return partition;
        }

        ConsumerRecord<byte[], byte[]> first() {
            return records.element();
        }

        boolean ready(Clock clock) {
            return !records.isEmpty() && (wait == null || !readAgainAt.isAfter(clock.instant()));
        }

        void waitUntil(Instant time, Wait why) {
            readAgainAt = time;
            wait = why;
        }
    }

    /** Why a line waits. */
    record Wait(Trouble what, String reason) {}

    /** What lines wait for; one reason each. */
    Map<Trouble, String> waits() {
        Map<Trouble, String> waits = new EnumMap<>(Trouble.class);
        for (Line line : lines.values()) {
            Wait wait = line.wait;
            if (wait != null) {
                waits.putIfAbsent(wait.what(), wait.reason());
            }
        }
        return waits;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        lines.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), Line::new)
                .records
                .add(record);
        bytes += size(record);
    }

    /** A snapshot, so that lines may come and go while it is walked through. */
    List<Line> lines() {
        return List.copyOf(lines.values());
    }

    void removeFirst(Line line) {
        bytes -= size(line.records.remove());
        line.wait = null;
    }

    void drop(Collection<TopicPartition> gone) {
        for (TopicPartition partition : gone) {
            Line line = lines.remove(partition);
            if (line != null) {
                line.records.forEach(record -> bytes -= size(record));
            }
        }
    }

    /** Partitions with records to be read. */
    Set<TopicPartition> partitions() {
        lines.values().removeIf(line -> line.records.isEmpty());
        return Set.copyOf(lines.keySet());
    }

    boolean isEmpty() {
        return lines.values().stream().allMatch(line -> line.records.isEmpty());
    }

    int size() {
        return lines.values().stream().mapToInt(line -> line.records.size()).sum();
    }

    long bytes() {
        return bytes;
    }

    /** When the broker took the oldest. */
    Optional<Instant> oldest() {
        return lines.values().stream()
                .filter(line -> !line.records.isEmpty())
                .map(line -> Instant.ofEpochMilli(line.first().timestamp()))
                .min(Comparator.naturalOrder());
    }

    private static int size(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? 0 : record.value().length;
    }
}
