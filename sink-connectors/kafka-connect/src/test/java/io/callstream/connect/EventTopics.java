package io.callstream.connect;

import io.callstream.events.AlertRecord;
import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.events.codec.EventEncoder;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import io.callstream.testing.events.SampleCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker and registry with the event topics, each of three partitions. */
final class EventTopics implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private final KafkaBroker broker;
    private final SchemaRegistryServer registry;
    private final Admin admin;
    private final EventSerializer serializer;
    private final KafkaProducer<byte[], byte[]> producer;

    private EventTopics(KafkaBroker broker, SchemaRegistryServer registry) throws Exception {
        this.broker = broker;
        this.registry = registry;
        this.serializer = new EventSerializer(
                new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of())).register());
        this.admin = Admin.create(client());
        // The topics are new: no batch may overtake a refused first one (KAFKA-15591).
        Map<String, Object> producing = new HashMap<>(client());
        producing.put("max.in.flight.requests.per.connection", 1);
        this.producer = new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
        List<NewTopic> topics = new TopicCatalogue(PARTITIONS)
                .events().stream()
                        .map(spec -> new NewTopic(spec.name(), spec.partitions(), (short) 1))
                        .toList();
        admin.createTopics(topics).all().get();
    }

    static EventTopics start(Path folder) throws Exception {
        return new EventTopics(
                KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka"))),
                SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry"))));
    }

    /** A further topic, of one partition. */
    void create(String topic) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }

    String brokers() {
        return broker.bootstrapServers();
    }

    String registry() {
        return registry.url();
    }

    /** Publishes how these calls ended, and tells the events' ids. */
    List<String> publishSuccesses(int from, int to) {
        return publishSuccesses(EventKind.SUCCESS.topic(), from, to);
    }

    /** As {@link #publishSuccesses(int, int)}, on a topic as a mirror in another cluster has it. */
    List<String> publishSuccesses(String topic, int from, int to) {
        List<String> ids = new ArrayList<>();
        for (int i = from; i < to; i++) {
            SuccessEvent event = SampleCall.number(i).success();
            publish(topic, event.getCallId(), serializer.serialize(EventKind.SUCCESS.topic(), event));
            ids.add(event.getEventId());
        }
        producer.flush();
        return ids;
    }

    /** Publishes an alert, and tells its id. */
    String publish(AlertRecord alert) throws Exception {
        int id = new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of()))
                .registerDerived()
                .getOrDefault(DerivedKind.ALERT, -1);
        publish(DerivedKind.ALERT.topic(), alert.getAlertId(), new EventEncoder().framed(DerivedKind.ALERT, alert, id));
        producer.flush();
        return alert.getEventId();
    }

    void publish(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    /** The sum of what a connector's group has committed. */
    long committed(String connector) throws Exception {
        return admin
                .listConsumerGroupOffsets("connect-" + connector)
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    /** Every record of a topic, as far as it goes now; none if there is no such topic. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        if (!admin.listTopics().names().get().contains(topic)) {
            return records;
        }
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition only = new TopicPartition(topic, 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            while (consumer.position(only) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        registry.close();
        broker.close();
    }
}
