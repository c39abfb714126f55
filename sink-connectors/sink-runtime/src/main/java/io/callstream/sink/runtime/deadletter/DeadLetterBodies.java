package io.callstream.sink.runtime.deadletter;

import io.callstream.events.codec.UnreadableEventException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Fetches the bodies of letters that were kept by reference, from the topics where they stand. For one thread. */
public final class DeadLetterBodies implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> client;
    private Optional<Consumer<byte[], byte[]>> consumer = Optional.empty();

    /** @param client how to reach Kafka */
    public DeadLetterBodies(Map<String, Object> client) {
        this.client = Map.copyOf(client);
    }

    /**
     * The record's bytes: the letter's own, or those that it refers to.
     *
     * @throws UnreadableEventException if its topic does not keep them any more
     */
    public byte[] of(DeadLetter letter) {
        return letter.value().length > 0 || letter.place().offset() < 0 ? letter.value() : fetch(letter);
    }

    private byte[] fetch(DeadLetter letter) {
        TopicPartition partition =
                new TopicPartition(letter.place().topic(), letter.place().partition());
        long offset = letter.place().offset();
        Consumer<byte[], byte[]> reading = consumer();
        reading.assign(List.of(partition));
        long first = reading.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long end = reading.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (offset < first || offset >= end) {
            throw gone(letter);
        }
        reading.seek(partition, offset);
        while (reading.position(partition) <= offset) {
            for (ConsumerRecord<byte[], byte[]> record : reading.poll(POLL)) {
                if (record.offset() == offset && record.value() != null) {
                    return record.value();
                }
            }
        }
        throw gone(letter);
    }

    private static UnreadableEventException gone(DeadLetter letter) {
        return new UnreadableEventException("letter " + letter.number() + " was kept without its body, and "
                + letter.place().topic() + "-" + letter.place().partition() + " does not keep offset "
                + letter.place().offset() + " any more");
    }

    private Consumer<byte[], byte[]> consumer() {
        Consumer<byte[], byte[]> opened = consumer.orElseGet(() -> {
            Map<String, Object> reading = new HashMap<>(client);
            reading.put("enable.auto.commit", "false");
            reading.put("auto.offset.reset", "none");
            reading.put("allow.auto.create.topics", "false");
            reading.put("max.poll.records", "1");
            reading.putIfAbsent("default.api.timeout.ms", "15000");
            return new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        });
        consumer = Optional.of(opened);
        return opened;
    }

    @Override
    public void close() {
        consumer.ifPresent(Consumer::close);
    }
}
