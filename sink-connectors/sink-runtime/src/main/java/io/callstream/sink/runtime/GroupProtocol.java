package io.callstream.sink.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** How the copies of a sink agree on who reads which partitions. */
enum GroupProtocol {
    /** The members share out the partitions among themselves, and keep what they can. Any broker knows it. */
    CLASSIC,
    /** The broker shares them out (KIP-848); brokers from 4.0 on. */
    CONSUMER;

    /**
     * How long the partitions of a killed copy wait for it, where Kafka's default is 45 s. To be given up too early costs a
     * copy no more than some events delivered again.
     */
    private static final int DEAD_AFTER_MILLIS = 15_000;

    /** Settings of the classic protocol that a consumer of the newer one refuses; its broker has them instead. */
    private static final List<String> OF_THE_BROKER =
            List.of(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);

    /** What a sink's own setting stands for when it is not given. */
    static GroupProtocol of(Map<String, Object> client) {
        Object given = client.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        return CONSUMER.name().equalsIgnoreCase(String.valueOf(given)) ? CONSUMER : CLASSIC;
    }

    /** The client's settings with those of this protocol. */
    Map<String, Object> applyTo(Map<String, Object> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, name().toLowerCase(Locale.ROOT));
        if (this == CONSUMER) {
            OF_THE_BROKER.forEach(config::remove);
            config.remove(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
            // The broker's own choice, uniform, may give one copy all successes and another all failures.
            config.putIfAbsent(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
        } else {
            config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, DEAD_AFTER_MILLIS);
            config.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    List.of(CooperativeStickyAssignor.class.getName()));
        }
        return config;
    }
}
