package io.callstream.benchmarks.delivery;

import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.events.codec.EventEncoder;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.RegistryClients;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import io.callstream.testing.events.SampleCall;
import io.callstream.testing.topics.EventTopics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a sink has around it, as a process of its own: a broker with events, a registry, and an endpoint that takes everything. Says in
 * one line where they are, and ends with its input.
 */
public final class Surroundings {
    private static final int DIFFERENT = 5_000;

    private Surroundings() {}

    /** @param args how many events of success the topic is to hold */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("callstream-surroundings");
        try (KafkaBroker broker = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")));
                SchemaRegistryServer registry =
                        SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry")));
                Endpoint endpoint = Endpoint.start()) {
            endpoint.taken();
            Map<EventKind, Integer> ids =
                    new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of())).register();
            fill(broker.bootstrapServers(), ids, Integer.parseInt(args[0]));
            System.out.println(new Addresses(broker.bootstrapServers(), registry.url(), endpoint.uri()).line());
            System.in.read();
        }
    }

    private static void fill(String servers, Map<EventKind, Integer> ids, int events) {
        new EventTopics(servers, kind -> ids.getOrDefault(kind, 0)).close();
        List<ProducerRecord<byte[], byte[]>> records = SampleCall.first(DIFFERENT).stream()
                .map(call -> record(call.success(), ids.getOrDefault(EventKind.SUCCESS, 0)))
                .toList();
        // As gateways send: packed, and one request at a time.
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                servers,
                "compression.type",
                "zstd",
                "linger.ms",
                20,
                "batch.size",
                256 << 10,
                "max.in.flight.requests.per.connection",
                1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int event = 0; event < events; event++) {
                producer.send(records.get(event % DIFFERENT));
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(SuccessEvent event, int schema) {
        byte[] value = new EventEncoder().framed(EventKind.SUCCESS, event, schema);
        List<Header> headers = List.of(
                header("kind", EventKind.SUCCESS.word()),
                header("model_group", String.valueOf(event.getModelGroup())),
                header("provider", String.valueOf(event.getProvider())),
                header("status", "200"),
                header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        byte[] key = event.getCallId().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(EventKind.SUCCESS.topic(), null, key, value, headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
