package io.callstream.sink.runtime.deadletter;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.RangeReader;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The dead letters of one sink. A letter is never taken out: what became of it is written behind it, as a record without a
 * value, so that nothing is lost before the topic's retention passes. For one thread.
 */
public final class DeadLetterStore implements AutoCloseable {
    private static final String CLOSES = "closes";
    private static final String CLOSED_AS = "closed_as";

    private final String topic;
    private final KafkaSettings kafka;
    private final TopicConsumers consumers;
    private final DeadLetterBodies bodies;
    private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

    /** What somebody decided about a letter. */
    public enum Fate {
        REPLAYED,
        DISCARDED
    }

    public DeadLetterStore(KafkaSettings kafka, String sink) {
        this.topic = TopicCatalogue.deadLetterTopic(sink);
        this.kafka = kafka;
        this.consumers = new TopicConsumers(kafka);
        this.bodies = new DeadLetterBodies(kafka);
    }

    /**
     * Letters about which nothing has been decided, oldest first; none when the sink never had any.
     *
     * @throws io.callstream.reader.ReadFailedException if Kafka does not answer
     */
    public List<DeadLetter> open() {
        Map<Long, DeadLetter> letters = new TreeMap<>();
        try (RangeReader reader = consumers.read(this::ranges)) {
            Optional<ConsumerRecord<byte[], byte[]>> record = reader.next();
            while (record.isPresent()) {
                take(record.get(), letters);
                record = reader.next();
            }
        }
        return List.copyOf(letters.values());
    }

    private List<PartitionRange> ranges(RangePlanner planner) {
        return planner.exists(topic) ? planner.plan(topic, TimeSpan.ALL).partitions() : List.of();
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
            Map<String, Object> writing = kafka.clientProperties();
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
    }
}
