package io.callstream.sink.runtime;

import io.callstream.events.AlertRecord;
import io.callstream.events.DerivedKind;
import io.callstream.events.ErasureEvent;
import io.callstream.events.ErasureKind;
import io.callstream.events.ErasureReport;
import io.callstream.events.EventKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.EventEncoder;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.erasure.ErasureReports;
import io.callstream.settings.KafkaSettings;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** A real broker and a real registry with the event topics, and what a test does to them. */
final class Stack implements AutoCloseable {
    private static final int PARTITIONS = 3;
    private static final String GROUP = "callstream-sink-test";

    private KafkaBroker broker;
    private final KafkaOptions kafka;
    private final RegistryOptions registryOptions;
    private SchemaRegistryServer registry;
    private final KafkaProducer<byte[], byte[]> producer;
    private EventSerializer serializer;
    private final Map<String, String> login;

    private Stack(
            KafkaBroker broker,
            KafkaOptions kafka,
            RegistryOptions options,
            SchemaRegistryServer registry,
            EventSerializer serializer,
            Map<String, String> login) {
        this.login = login;
        this.registryOptions = options.withPort(URI.create(registry.url()).getPort());
        this.broker = broker;
        this.kafka = kafka.withPort(
                URI.create("kafka://" + broker.bootstrapServers()).getPort());
        this.registry = registry;
        this.serializer = serializer;
        Map<String, Object> oneAtATime = client();
        oneAtATime.put("max.in.flight.requests.per.connection", 1); // see decision 0007
        this.producer = new KafkaProducer<>(oneAtATime, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Stack start(Path folder) throws Exception {
        return start(folder, KafkaOptions.in(folder.resolve("kafka")), Map.of());
    }

    /** @param login how this test's own clients get in */
    static Stack start(Path folder, KafkaOptions kafka, Map<String, String> login) throws Exception {
        KafkaBroker broker = KafkaBroker.start(kafka);
        RegistryOptions options = RegistryOptions.in(folder.resolve("registry"));
        SchemaRegistryServer registry = SchemaRegistryServer.start(options);
        Stack stack = new Stack(broker, kafka, options, registry, serializer(registry), login);
        try (Admin admin = Admin.create(stack.client())) {
            List<NewTopic> topics = new TopicCatalogue(PARTITIONS)
                    .events().stream()
                            .map(spec -> new NewTopic(spec.name(), spec.partitions(), (short) 1))
                            .toList();
            admin.createTopics(topics).all().get();
        }
        return stack;
    }

    private static EventSerializer serializer(SchemaRegistryServer registry) throws Exception {
        return new EventSerializer(
                new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of())).register());
    }

    String config(String more) {
        return config("{}", more);
    }

    /** @param properties of the sink's Kafka clients */
    String config(String properties, String more) {
        return """
                callstream:
                  kafka: {bootstrap_servers: "%s", properties: %s}
                  schema_registry: {url: "%s"}
                """.formatted(broker.bootstrapServers(), properties, registry.url()) + more;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Admin admin() {
        return Admin.create(client());
    }

    /** Everything as it was at first: empty topics of events and no others, no groups, and all schemas known. */
    void reset() throws Exception {
        serializer = serializer(registry);
        try (Admin admin = Admin.create(client())) {
            List<String> groups = admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .ignoreExceptionsMatching(e -> e.getCause() instanceof GroupNotEmptyException) // its members leave
                    .until(() -> admin.deleteConsumerGroups(groups).all().get() == null);
            deleteTopics(List.copyOf(admin.listTopics().names().get()));
        }
        remakeTopics();
    }

    /** What the broker does with members that it has not heard of for their session's time. */
    void dismissMembers() throws Exception {
        try (Admin admin = Admin.create(client())) {
            ConsumerGroupDescription group = admin.describeConsumerGroups(List.of(GROUP))
                    .describedGroups()
                    .get(GROUP)
                    .get();
            if (!group.members().isEmpty()) {
                admin.removeMembersFromConsumerGroup(GROUP, new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }
        }
    }

    void remakeTopics() throws Exception {
        remake(new TopicCatalogue(PARTITIONS).events());
    }

    /** The topic of alerts, which is not there before, without any. */
    void remakeAlerts() throws Exception {
        remake(List.of(new TopicCatalogue(PARTITIONS).derived(DerivedKind.ALERT)));
    }

    /** The topics of erasures, which are not there before, without any. */
    void remakeErasures() throws Exception {
        remake(TopicCatalogue.erasures());
    }

    /** As {@code callstream erase} does. */
    void erase(ErasureEvent request) throws Exception {
        SchemaRegistryClient client = RegistryClients.connect(URI.create(registry.url()), Map.of());
        int id = new EventSchemas(client).register(ErasureKind.ERASURE);
        String key = request.getSubjectKind() + ':' + request.getSubject();
        publish(ErasureKind.ERASURE.topic(), key, new EventEncoder().framed(ErasureKind.ERASURE, request, id));
    }

    /** What sinks have reported, the latest of each. */
    List<ErasureReport> reports() {
        SchemaRegistryClient client = RegistryClients.connect(URI.create(registry.url()), Map.of());
        return new ErasureReports(
                        new TopicConsumers(new KafkaSettings(broker.bootstrapServers(), Map.of(), 1, 1)),
                        new EventDecoder(new RegistryWriterSchemas(client)))
                .read(ErasureKind.REPORT, ErasureReport.class, key -> true);
    }

    /** As analytics does: in transactions. One that is taken back is for nobody. */
    void publishAlert(AlertRecord alert, boolean takenBack) throws Exception {
        SchemaRegistryClient client = RegistryClients.connect(URI.create(registry.url()), Map.of());
        Integer id = new EventSchemas(client).registerDerived().get(DerivedKind.ALERT);
        byte[] value = new EventEncoder().framed(DerivedKind.ALERT, alert, id);
        Map<String, Object> config = client();
        config.put("transactional.id", "alerts");
        try (KafkaProducer<byte[], byte[]> writer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            writer.initTransactions();
            writer.beginTransaction();
            byte[] key = alert.getAlertId().getBytes(StandardCharsets.UTF_8);
            writer.send(new ProducerRecord<>(DerivedKind.ALERT.topic(), key, value))
                    .get();
            if (takenBack) {
                writer.abortTransaction();
            } else {
                writer.commitTransaction();
            }
        }
    }

    /** Deletes a topic and makes it again, under the same name and with another id. */
    void remake(EventKind kind) throws Exception {
        remake(List.of(new TopicCatalogue(PARTITIONS).event(kind)));
    }

    private void remake(List<TopicSpec> topics) throws Exception {
        deleteTopics(topics.stream().map(TopicSpec::name).toList());
        try (Admin admin = Admin.create(client())) {
            List<NewTopic> fresh = topics.stream()
                    .map(spec -> new NewTopic(spec.name(), spec.partitions(), (short) 1))
                    .toList();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .ignoreExceptionsMatching(e -> e.getCause() instanceof TopicExistsException) // still being deleted
                    .until(() -> admin.createTopics(fresh).all().get() == null);
        }
    }

    /** All topics of events, and that of the dead letters. */
    void deleteTopics(List<String> names) throws Exception {
        try (Admin admin = Admin.create(client())) {
            Set<String> there = admin.listTopics().names().get();
            List<String> gone = Stream.concat(names.stream(), Stream.of("llm.dlq.test"))
                    .filter(there::contains)
                    .distinct()
                    .toList();
            admin.deleteTopics(gone).all().get();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Collections.disjoint(admin.listTopics().names().get(), gone));
        }
    }

    /** As {@code DELETE /subjects/...?permanent=true} does: the id is gone for good. */
    void forgetSchema(EventKind kind) throws Exception {
        SchemaRegistryClient client = RegistryClients.connect(URI.create(registry.url()), Map.of());
        client.deleteSubject(kind.subject());
        client.deleteSubject(kind.subject(), true);
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
        send(kind, callId, event);
        flush();
    }

    /** Returns before Kafka has it. */
    void send(EventKind kind, String callId, SpecificRecord event) {
        send(producer, kind, callId, event);
    }

    /** Returns when Kafka has everything. */
    void flush() {
        producer.flush();
    }

    /** As gateways send: packed. */
    KafkaProducer<byte[], byte[]> largeProducer() {
        Map<String, Object> packed = client();
        packed.put("compression.type", "zstd");
        packed.put("max.request.size", 16 << 20);
        packed.put("max.in.flight.requests.per.connection", 1);
        packed.put("linger.ms", 50);
        packed.put("batch.size", 4 << 20);
        return new KafkaProducer<>(packed, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(KafkaProducer<byte[], byte[]> through, EventKind kind, String callId, SpecificRecord event) {
        byte[] value = serializer.serialize(kind.topic(), event);
        through.send(new ProducerRecord<>(kind.topic(), callId.getBytes(StandardCharsets.UTF_8), value));
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
        Map<String, Object> client = new HashMap<>(login);
        client.put("bootstrap.servers", broker.bootstrapServers());
        return client;
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
        broker.close();
    }
}
