package io.callstream.sql.engine;

import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.events.codec.EventEncoder;
import io.callstream.events.codec.UnknownSchemaException;
import io.callstream.events.topic.TopicSpec;
import io.callstream.settings.KafkaSettings;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with the event topics, of three partitions each, and who writes events to them. */
final class EventCluster implements AutoCloseable {
    private final KafkaBroker broker;
    private final KafkaProducer<byte[], byte[]> producer;
    private final EventEncoder encoder = new EventEncoder();
    private final List<Future<?>> sent = new ArrayList<>();

    EventCluster(Path folder) throws Exception {
        broker = KafkaBroker.start(KafkaOptions.in(folder));
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "linger.ms",
                        "5",
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        create(Stream.of(EventKind.values()).map(EventKind::topic).toList());
        create(Stream.of(DerivedKind.values()).map(DerivedKind::topic).toList());
    }

    void create(Collection<String> topics) throws Exception {
        Map<String, String> config = Map.of("max.message.bytes", Integer.toString(TopicSpec.MAX_MESSAGE_BYTES));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(topics.stream()
                            .map(topic -> new NewTopic(topic, 3, (short) 1).configs(config))
                            .toList())
                    .all()
                    .get();
        }
    }

    KafkaSettings settings() {
        return new KafkaSettings(broker.bootstrapServers(), Map.of(), 3, 1);
    }

    /** Ids are the kinds' numbers. */
    static Schema schema(int id) {
        if (id >= EventKind.values().length) {
            throw new UnknownSchemaException("nobody knows schema " + id, new IllegalArgumentException());
        }
        return EventKind.values()[id].schema();
    }

    void send(List<? extends SpecificRecord> events) throws Exception {
        events.forEach(this::send);
        flush();
    }

    private void send(SpecificRecord event) {
        EventKind kind = Stream.of(EventKind.values())
                .filter(each -> each.schema().equals(event.getSchema()))
                .findFirst()
                .orElseThrow();
        String key = event.get(event.getSchema().getField("call_id").pos()).toString();
        send(kind.topic(), key, encoder.framed(kind, event, kind.ordinal()), Map.of());
    }

    void send(String topic, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        sent.add(producer.send(record));
    }

    /** Returns when Kafka has everything. */
    void flush() throws Exception {
        producer.flush();
        for (Future<?> each : sent) {
            each.get();
        }
        sent.clear();
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}
