package io.callstream.reader.erasure;

import io.callstream.events.ErasureKind;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.Subject;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.RangeReader;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.time.TimeSpan;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the topic of erasures, as far as it goes, again and again. Subjects stand in the records' keys, so that no registry is asked. A
 * cluster without the topic has erased nobody; a record without a value takes its erasure back. For one thread, except {@link #wakeUp}.
 */
public final class ErasureTopic implements AutoCloseable {
    private static final String TOPIC = ErasureKind.ERASURE.topic();

    private final Consumer<byte[], byte[]> consumer;
    private final RangePlanner planner;
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private final Map<Subject, byte[]> requests = new HashMap<>();
    private ErasedSubjects subjects = ErasedSubjects.none();

    /** Connects when it is first asked. */
    public ErasureTopic(TopicConsumers consumers) {
        this(consumers.open(), consumers.servers());
    }

    /** @param servers the brokers, as messages name them */
    public ErasureTopic(Consumer<byte[], byte[]> consumer, String servers) {
        this.consumer = consumer;
        this.planner = new RangePlanner(consumer, servers);
    }

    /**
     * Everybody who is erased now.
     *
     * @throws ReadFailedException if Kafka does not answer or does not let this client read: it is not known then whom to leave out
     */
    public static ErasedSubjects now(TopicConsumers consumers) {
        try (ErasureTopic topic = new ErasureTopic(consumers)) {
            return topic.toItsEnd();
        }
    }

    /** As {@link #now}; reads only what has come since the last call. */
    public ErasedSubjects toItsEnd() {
        if (!planner.exists(TOPIC)) {
            return subjects; // the topic may be gone: who was erased stays so
        }
        List<PartitionRange> unread = planner.plan(TOPIC, TimeSpan.ALL).partitions().stream()
                .map(this::unread)
                .toList();
        if (unread.stream().allMatch(PartitionRange::isEmpty)) {
            return subjects;
        }
        read(new RangeReader(consumer, unread));
        unread.forEach(range -> read.put(range.partition(), range.end()));
        subjects = ErasedSubjects.of(requests.keySet());
        return subjects;
    }

    /** The records by which the subjects were erased, to be written again. */
    Map<Subject, byte[]> requests() {
        return Map.copyOf(requests);
    }

    private PartitionRange unread(PartitionRange held) {
        long next = read.getOrDefault(held.partition(), 0L);
        boolean madeAnew = next > held.end();
        return new PartitionRange(held.partition(), madeAnew ? held.begin() : Math.max(held.begin(), next), held.end());
    }

    private void read(RangeReader reader) {
        for (Optional<ConsumerRecord<byte[], byte[]>> record = reader.next();
                record.isPresent();
                record = reader.next()) {
            take(record.get());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        Subject.ofKey(new String(record.key(), StandardCharsets.UTF_8)).ifPresent(subject -> {
            if (record.value() == null) {
                requests.remove(subject);
            } else {
                requests.put(subject, record.value());
            }
        });
    }

    /** Ends what waits for Kafka; may be called from any thread. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
