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
    private static final String DEFAULT_SERVERS = "localhost:9092";
    private static final int DEFAULT_PARTITIONS = 12;

    public KafkaSettings {
        properties = Map.copyOf(properties);
    }

    /** Reads {@code bootstrap_servers}, {@code properties}, {@code partitions} and {@code replication_factor}. */
    public static KafkaSettings read(Section kafka) {
        Map<String, String> properties = kafka.textMap("properties");
        KafkaProperties.check(kafka, properties);
        return new KafkaSettings(
                kafka.text("bootstrap_servers", DEFAULT_SERVERS),
                properties,
                kafka.integer("partitions", DEFAULT_PARTITIONS, 1, 10_000),
                kafka.integer("replication_factor", 1, 1, 100));
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
