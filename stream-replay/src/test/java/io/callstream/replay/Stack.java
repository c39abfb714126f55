package io.callstream.replay;

import io.callstream.events.EventKind;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.reader.PartitionRange;
import io.callstream.replay.plan.Source;
import io.callstream.settings.KafkaSettings;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import io.callstream.testing.events.SampleCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker and registry with the event topics, for all tests of a class: each reads what it has published itself. */
final class Stack implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private final KafkaBroker broker;
    private final SchemaRegistryServer registry;
    private final EventSerializer serializer;
    private final KafkaProducer<byte[], byte[]> producer;
    private int published;

    private Stack(KafkaBroker broker, SchemaRegistryServer registry, EventSerializer serializer) {
        this.broker = broker;
        this.registry = registry;
        this.serializer = serializer;
        Map<String, Object> client = new HashMap<>(kafka().clientProperties());
        client.put("max.in.flight.requests.per.connection", 1); // see decision 0007
        this.producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Stack start(Path folder) throws Exception {
        KafkaBroker broker = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka"))
                .withSetting("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .withSetting("allow.everyone.if.no.acl.found", "true"));
        SchemaRegistryServer registry = SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry")));
        Map<EventKind, Integer> ids =
                new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of())).register();
        Stack stack = new Stack(broker, registry, new EventSerializer(ids));
        try (Admin admin = stack.admin()) {
            admin.createTopics(Stream.of(EventKind.values())
                            .map(kind -> new NewTopic(kind.topic(), PARTITIONS, (short) 1)
                                    .configs(new TopicCatalogue(PARTITIONS)
                                            .event(kind)
                                            .config()))
                            .toList())
                    .all()
                    .get();
        }
        return stack;
    }

    /** From now on, until it is closed, nobody may see the topic. */
    AutoCloseable hidden(String topic) throws Exception {
        ResourcePattern what = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
        AclBinding rule =
                new AclBinding(what, new AccessControlEntry("User:*", "*", AclOperation.ALL, AclPermissionType.DENY));
        try (Admin admin = admin()) {
            admin.createAcls(List.of(rule)).all().get();
        }
        return () -> {
            try (Admin admin = admin()) {
                admin.deleteAcls(List.of(rule.toFilter())).all().get();
            }
        };
    }

    KafkaSettings kafka() {
        return new KafkaSettings(broker.bootstrapServers(), Map.of(), PARTITIONS, 1);
    }

    Admin admin() {
        return Admin.create(kafka().clientProperties());
    }

    /** @param sinks what {@code callstream.sinks} says */
    String config(String sinks) {
        return """
                callstream:
                  kafka: {bootstrap_servers: "%s"}
                  schema_registry: {url: "%s"}
                  sinks: {%s}
                """.formatted(broker.bootstrapServers(), registry.url(), sinks);
    }

    /** Publishes the ends of so many calls that nobody has published before: a fourth of them failures. */
    Set<String> publish(int count) {
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            SampleCall call = SampleCall.number(published++);
            ids.add(
                    published % 4 == 0
                            ? send(
                                    EventKind.FAILURE,
                                    call.callId(),
                                    call.failure(),
                                    call.failure().getEventId())
                            : send(
                                    EventKind.SUCCESS,
                                    call.callId(),
                                    call.success(),
                                    call.success().getEventId()));
        }
        producer.flush();
        return ids;
    }

    private String send(EventKind kind, String callId, SpecificRecord event, String id) {
        byte[] value = serializer.serialize(kind.topic(), event);
        producer.send(new ProducerRecord<>(kind.topic(), callId.getBytes(StandardCharsets.UTF_8), value));
        return id;
    }

    /** From the offsets that partitions end at now, to whatever comes. */
    Source.Offsets fromNow() throws Exception {
        List<PartitionRange> ranges = new ArrayList<>();
        ends().forEach((partition, end) -> ranges.add(new PartitionRange(partition, end, Long.MAX_VALUE)));
        return new Source.Offsets(ranges);
    }

    Map<TopicPartition, Long> ends() throws Exception {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetSpec> wanted = partitions().stream()
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(wanted).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        }
    }

    private static List<TopicPartition> partitions() {
        return Stream.of(EventKind.SUCCESS, EventKind.FAILURE)
                .flatMap(kind ->
                        IntStream.range(0, PARTITIONS).mapToObj(number -> new TopicPartition(kind.topic(), number)))
                .toList();
    }

    /** What retention does. */
    void deleteEverything() throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        ends().forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
        try (Admin admin = admin()) {
            admin.deleteRecords(all).all().get();
        }
    }

    /** What a group has committed. */
    Map<TopicPartition, OffsetAndMetadata> committed(String group) throws Exception {
        try (Admin admin = admin()) {
            return admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        }
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
        broker.close();
    }
}
