package io.callstream.testing.topics;

import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.events.codec.EventEncoder;
import io.callstream.events.codec.UnknownSchemaException;
import io.callstream.events.topic.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The event topics of a broker, of three partitions each, and who writes events to them. For one thread. */
public final class EventTopics implements AutoCloseable {
    private final String servers;
    private final ToIntFunction<EventKind> schemaIds;
    private final KafkaProducer<byte[], byte[]> producer;
    private final EventEncoder encoder = new EventEncoder();
    private final List<Future<?>> sent = new ArrayList<>();

    /** Ids of schemas are the kinds' numbers. */
    public static EventTopics on(String servers) {
        return new EventTopics(servers, EventKind::ordinal);
    }

    /**
     * Makes the topics.
     *
     * @param schemaIds under which id the registry knows the schema of a kind
     */
    public EventTopics(String servers, ToIntFunction<EventKind> schemaIds) {
        this.servers = servers;
        this.schemaIds = schemaIds;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "linger.ms", "5", "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        create(Stream.of(EventKind.values()).map(EventKind::topic).toList());
        create(Stream.of(DerivedKind.values()).map(DerivedKind::topic).toList());
    }

    /** Makes further topics. */
    public void create(Collection<String> topics) {
        Map<String, String> config = Map.of("max.message.bytes", Integer.toString(TopicSpec.MAX_MESSAGE_BYTES));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(topics.stream()
                            .map(topic -> new NewTopic(topic, 3, (short) 1).configs(config))
                            .toList())
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** The schema of the kind with that number. */
    public static Schema schema(int id) {
        if (id >= EventKind.values().length) {
            throw new UnknownSchemaException("nobody knows schema " + id, new IllegalArgumentException());
        }
        return EventKind.values()[id].schema();
    }

    /** Writes events to the topics of their kinds; returns when Kafka has them. */
    public void send(List<? extends SpecificRecord> events) {
        events.forEach(this::send);
        flush();
    }

    private void send(SpecificRecord event) {
        EventKind kind = Stream.of(EventKind.values())
                .filter(each -> each.schema().equals(event.getSchema()))
                .findFirst()
                .orElseThrow();
        String key = event.get(event.getSchema().getField("call_id").pos()).toString();
        send(kind.topic(), key, encoder.framed(kind, event, schemaIds.applyAsInt(kind)), Map.of());
    }

    /** Writes any record. */
    public void send(String topic, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        sent.add(producer.send(record));
    }

    /** Returns when Kafka has everything. */
    public void flush() {
        producer.flush();
        for (Future<?> each : sent) {
            done(each);
        }
        sent.clear();
    }

    private static void done(Future<?> sending) {
        try {
            sending.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a record", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
