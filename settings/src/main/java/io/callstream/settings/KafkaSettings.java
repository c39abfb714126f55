package io.callstream.settings;

import java.util.HashMap;
import java.util.Map;

/**
 * How to reach Kafka: {@code callstream.kafka}.
 *
 * @param bootstrapServers brokers to ask first, comma-separated host:port
 * @param properties further client settings under Kafka's own names (security, SASL, ...); values may be secrets
 * @param partitions partitions of the event topics when they are created
 * @param replicationFactor copies of each partition when topics are created
 */
public record KafkaSettings(
        String bootstrapServers, Map<String, String> properties, int partitions, int replicationFactor) {
    static final Key<String> SERVERS = Key.text("bootstrap_servers")
            .byDefault("localhost:9092")
            .says("Brokers to ask first, host:port, comma-separated.");
    static final Key<Map<String, String>> PROPERTIES = Key.textMap("properties")
            .byDefault(Map.of(), "")
            .says("Further settings of Kafka's clients under Kafka's own names (security, SASL, ...).");
    static final Key<Integer> PARTITIONS = Key.integer("partitions")
            .min("1")
            .max("10000")
            .byDefault("12")
            .says("Partitions of the event topics when they are created.");
    static final Key<Integer> REPLICATION = Key.integer("replication_factor")
            .min("1")
            .max("100")
            .byDefault("1")
            .says("Copies of each partition when topics are created.");

    public KafkaSettings {
        properties = Map.copyOf(properties);
    }

    /** Reads {@code bootstrap_servers}, {@code properties}, {@code partitions} and {@code replication_factor}. */
    public static KafkaSettings read(Section kafka) {
        Map<String, String> properties = kafka.get(PROPERTIES);
        KafkaProperties.check(kafka, properties);
        return new KafkaSettings(kafka.get(SERVERS), properties, kafka.get(PARTITIONS), kafka.get(REPLICATION));
    }

    /** Settings that every Kafka client of the product starts from. */
    public Map<String, Object> clientProperties() {
        Map<String, Object> client = new HashMap<>(properties);
        client.put("bootstrap.servers", bootstrapServers);
        return client;
    }

    @Override
    public String toString() {
        return "KafkaSettings[bootstrapServers=" + bootstrapServers + ", properties=" + properties.keySet() + "]";
    }
}
