package io.callstream.settings;

import java.util.Map;
import java.util.Optional;

/** Settings of librdkafka, the C client that most other languages use, which the Java client calls otherwise or has not. */
final class LibrdkafkaNames {
    private static final String LOGIN = "is librdkafka's name; use sasl.jaas.config:"
            + " org.apache.kafka.common.security.plain.PlainLoginModule required username=\"...\" password=\"...\";"
            + " (ScramLoginModule for SCRAM)";
    private static final String STORE =
            "is librdkafka's name; use ssl.keystore.location with a PEM file of key and certificates and ssl.keystore.type: PEM";
    private static final String SERVERS = "stands elsewhere: callstream.kafka.bootstrap_servers";

    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("bootstrap.servers", SERVERS),
            Map.entry("metadata.broker.list", SERVERS),
            Map.entry("brokers", SERVERS),
            Map.entry("sasl.username", LOGIN),
            Map.entry("sasl.password", LOGIN),
            Map.entry("sasl.mechanisms", use("sasl.mechanism")),
            Map.entry("ssl.ca.location", use("ssl.truststore.location with ssl.truststore.type: PEM")),
            Map.entry("ssl.ca.pem", use("ssl.truststore.certificates with ssl.truststore.type: PEM")),
            Map.entry("ssl.certificate.location", STORE),
            Map.entry("ssl.key.location", STORE),
            Map.entry("ssl.certificate.pem", use("ssl.keystore.certificate.chain with ssl.keystore.type: PEM")),
            Map.entry("ssl.key.pem", use("ssl.keystore.key with ssl.keystore.type: PEM")),
            Map.entry(
                    "enable.ssl.certificate.verification",
                    "is librdkafka's name; the Java client always checks certificates"),
            Map.entry("message.max.bytes", use("max.request.size")),
            Map.entry("queue.buffering.max.ms", use("linger.ms")),
            Map.entry("queue.buffering.max.kbytes", use("buffer.memory")),
            Map.entry("compression.codec", use("compression.type")),
            Map.entry("socket.timeout.ms", use("request.timeout.ms")),
            Map.entry("socket.connection.setup.timeout.ms", "is librdkafka's name; leave it out"),
            Map.entry("message.timeout.ms", use("delivery.timeout.ms")),
            Map.entry("request.required.acks", use("acks")),
            Map.entry("partitioner", use("partitioner.class")),
            Map.entry("topic.metadata.refresh.interval.ms", use("metadata.max.age.ms")),
            Map.entry("broker.address.family", "is librdkafka's name; leave it out"),
            Map.entry("api.version.request", "is librdkafka's name; leave it out"),
            Map.entry("debug", "is librdkafka's name; leave it out"));

    private LibrdkafkaNames() {}

    private static String use(String name) {
        return "is librdkafka's name; use " + name;
    }

    /** What to do instead; empty when the name is none of these. */
    static Optional<String> instead(String name) {
        return Optional.ofNullable(INSTEAD.get(name));
    }
}
