package io.callstream.sink.runtime.deadletter;

import io.callstream.events.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The dead letters of one sink. A letter is never taken out: what became of it is written behind it, as a record without a
 * value, so that nothing is lost before the topic's retention passes. For one thread.
 */
public final class DeadLetterStore implements AutoCloseable {
    private static final String CLOSES = "closes";
    private static final String CLOSED_AS = "closed_as";
    private static final Duration POLL = Duration.ofMillis(500);

    private final String topic;
    private final Map<String, Object> client;
    private final Consumer<byte[], byte[]> consumer;
    private final DeadLetterBodies bodies;
    private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

    /** What somebody decided about a letter. */
    public enum Fate {
        REPLAYED,
        DISCARDED
    }

    /** @param client how to reach Kafka */
    public DeadLetterStore(Map<String, Object> client, String sink) {
        this.topic = TopicCatalogue.deadLetterTopic(sink);
        this.client = Map.copyOf(client);
        this.bodies = new DeadLetterBodies(client);
        Map<String, Object> reading = new HashMap<>(client);
        reading.put("enable.auto.commit", "false");
        reading.put("allow.auto.create.topics", "false");
        reading.putIfAbsent("default.api.timeout.ms", "15000");
        this.consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Letters about which nothing has been decided, oldest first; none when the sink never had any. */
    public List<DeadLetter> open() {
        Map<Long, DeadLetter> letters = new TreeMap<>();
        for (PartitionInfo info : consumer.partitionsFor(topic)) {
            TopicPartition partition = new TopicPartition(topic, info.partition());
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(record -> take(record, letters));
            }
        }
        return List.copyOf(letters.values());
    }

    /**
     * The record's bytes, fetched from where they stand if the letter was kept without them.
     *
     * @throws io.callstream.events.codec.UnreadableEventException if they are not there any more
     */
    public byte[] body(DeadLetter letter) {
        return bodies.of(letter);
    }

    /** Returns when Kafka has it. */
    public void close(DeadLetter letter, Fate fate) {
        ProducerRecord<byte[], byte[]> note = new ProducerRecord<>(topic, letter.key(), null);
        put(note, CLOSES, Long.toString(letter.number()));
        put(note, CLOSED_AS, fate.name().toLowerCase(Locale.ROOT));
        try {
            producer().send(note).get();
        } catch (ExecutionException e) {
            throw new KafkaException("letter " + letter.number() + " could not be marked as " + fate, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while marking letter " + letter.number(), e);
        }
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Map<Long, DeadLetter> letters) {
        Optional<Long> closed = DeadLetter.text(record, CLOSES).map(Long::parseLong);
        if (closed.isPresent()) {
            letters.remove(closed.get());
        } else {
            letters.put(record.offset(), DeadLetter.of(record));
        }
    }

    private static void put(ProducerRecord<byte[], byte[]> note, String name, String value) {
        note.headers().add(DeadLetterHeaders.PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> opened = producer.orElseGet(() -> {
            Map<String, Object> writing = new HashMap<>(client);
            writing.put("acks", "all");
            writing.put("max.in.flight.requests.per.connection", 1); // see decision 0007
            return new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
        });
        producer = Optional.of(opened);
        return opened;
    }

    @Override
    public void close() {
        producer.ifPresent(Producer::close);
        consumer.close();
        bodies.close();
    }
}
