package io.callstream.sink.runtime;

import io.callstream.events.EventKind;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker and a real registry with the event topics, and what a test does to them. */
final class Stack implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private KafkaBroker broker;
    private final KafkaOptions kafka;
    private final RegistryOptions registryOptions;
    private SchemaRegistryServer registry;
    private final KafkaProducer<byte[], byte[]> producer;
    private final EventSerializer serializer;

    private Stack(
            KafkaBroker broker,
            KafkaOptions kafka,
            RegistryOptions options,
            SchemaRegistryServer registry,
            EventSerializer serializer) {
        this.registryOptions = options.withPort(URI.create(registry.url()).getPort());
        this.broker = broker;
        this.kafka = kafka.withPort(
                URI.create("kafka://" + broker.bootstrapServers()).getPort());
        this.registry = registry;
        this.serializer = serializer;
        this.producer = new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Stack start(Path folder) throws Exception {
        KafkaOptions kafka = KafkaOptions.in(folder.resolve("kafka"));
        KafkaBroker broker = KafkaBroker.start(kafka);
        RegistryOptions options = RegistryOptions.in(folder.resolve("registry"));
        SchemaRegistryServer registry = SchemaRegistryServer.start(options);
        Map<EventKind, Integer> ids =
                new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of())).register();
        Stack stack = new Stack(broker, kafka, options, registry, new EventSerializer(ids));
        try (Admin admin = Admin.create(stack.client())) {
            List<NewTopic> topics = new TopicCatalogue(PARTITIONS)
                    .events().stream()
                            .map(spec -> new NewTopic(spec.name(), spec.partitions(), (short) 1))
                            .toList();
            admin.createTopics(topics).all().get();
        }
        return stack;
    }

    String config(String more) {
        return """
                callstream:
                  kafka: {bootstrap_servers: "%s"}
                  schema_registry: {url: "%s"}
                """.formatted(broker.bootstrapServers(), registry.url()) + more;
    }

    void stopKafka() {
        broker.close();
    }

    /** At the same address as before, with the same content. */
    void startKafka() {
        broker = KafkaBroker.start(kafka);
    }

    void stopRegistry() {
        registry.close();
    }

    /** At the same address as before, with the same content. */
    void startRegistry() {
        registry = SchemaRegistryServer.start(registryOptions);
    }

    /** What retention does to a sink that was away for too long. */
    void deleteEverything(EventKind kind) throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        for (int i = 0; i < PARTITIONS; i++) {
            all.put(new TopicPartition(kind.topic(), i), RecordsToDelete.beforeOffset(-1));
        }
        try (Admin admin = Admin.create(client())) {
            admin.deleteRecords(all).all().get();
        }
    }

    void publish(EventKind kind, String callId, SpecificRecord event) {
        publish(kind.topic(), callId, serializer.serialize(kind.topic(), event));
    }

    void publish(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
        producer.flush();
    }

    /** Every record of a topic, as far as it goes now. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long total = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (records.size() < total) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /** The sum of what a sink's group has committed. */
    long committed(String sink) throws Exception {
        try (Admin admin = Admin.create(client())) {
            return admin
                    .listConsumerGroupOffsets("callstream-sink-" + sink)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    private Map<String, Object> client() {
        return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
        broker.close();
    }
}
