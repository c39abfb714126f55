package io.callstream.analytics.run;

import io.callstream.analytics.spend.Rating;
import io.callstream.events.EventKind;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker and registry with the event topics. */
final class TestStack implements AutoCloseable {
    private static final int PARTITIONS = 2;

    private final KafkaBroker broker;
    private final SchemaRegistryServer registry;
    private final EventSerializer serializer;
    private final KafkaProducer<byte[], byte[]> producer;

    TestStack(Path folder) throws Exception {
        broker = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")));
        registry = SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry")));
        serializer = new EventSerializer(
                new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of())).register());
        Map<String, Object> client =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.in.flight.requests.per.connection", 1);
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(new TopicCatalogue(PARTITIONS)
                            .events().stream()
                                    .map(spec -> new NewTopic(spec.name(), spec.partitions(), (short) 1)
                                            .configs(spec.config()))
                                    .toList())
                    .all()
                    .get();
        }
    }

    String yaml() {
        return """
                general_settings: {master_key: sk-test}
                callstream:
                  kafka: {bootstrap_servers: "%s"}
                  schema_registry: {url: "%s"}
                  analytics: {chunk_grace: 1s}
                  alerts: [{name: refused, metric: provider_key_refused}]
                """.formatted(broker.bootstrapServers(), registry.url());
    }

    /** The same, with a copy of every store on another instance. */
    String yamlWithStandby() {
        return yaml().replace("analytics: {", "analytics: {standby_replicas: 1, ");
    }

    /** Starts analytics in this JVM. */
    Analytics start(Path folder) {
        return start(folder, yaml());
    }

    Analytics start(Path folder, String yaml) {
        Section config = new ConfigFile(Environment.of(Map.of())).parse(yaml, "test", new Problems());
        return Analytics.start(new AnalyticsOptions(
                config, folder, new InetSocketAddress("127.0.0.1", 0), Rating.RECORDED, Clock.systemUTC()));
    }

    void send(Collection<? extends SpecificRecord> events) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (SpecificRecord event : events) {
            String topic = Arrays.stream(EventKind.values())
                    .filter(kind -> kind.schema().equals(event.getSchema()))
                    .findFirst()
                    .orElseThrow()
                    .topic();
            byte[] key = event.get(event.getSchema().getField("call_id").pos())
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            sent.add(producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, event))));
        }
        for (Future<?> each : sent) {
            each.get();
        }
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
        broker.close();
    }
}
