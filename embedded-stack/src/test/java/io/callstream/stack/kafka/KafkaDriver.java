package io.callstream.stack.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's own clients, in the few moves that the tests need. */
final class KafkaDriver implements AutoCloseable {

    private static final int MAX_REQUEST_BYTES = 32 * 1024 * 1024;

    private final String servers;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;

    KafkaDriver(String servers) {
        this.servers = servers;
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "max.request.size",
                        MAX_REQUEST_BYTES,
                        // Topics are new here: no batch may overtake a refused first one (KAFKA-15591).
                        "max.in.flight.requests.per.connection",
                        1),
                new StringSerializer(),
                new StringSerializer());
    }

    void createTopic(String name, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()
                .get();
    }

    Set<String> topics() throws Exception {
        return admin.listTopics().names().get();
    }

    int partitionsOf(String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    void send(String topic, String value) throws Exception {
        producer.send(new ProducerRecord<>(topic, value)).get();
    }

    /** Reads on from the group's committed position until it has {@code count} records, and commits. */
    List<String> readNew(String topic, String group, int count) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                servers,
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<String> values = new ArrayList<>();
            while (values.size() < count) {
                consumer.poll(Duration.ofSeconds(1)).forEach(each -> values.add(each.value()));
            }
            consumer.commitSync();
            return values;
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
