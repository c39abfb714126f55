package io.callstream.stack.kafka;

import io.callstream.stack.ListenAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How to start the broker.
 *
 * @param dataDir its folder; formatted on first use, and the same cluster again afterwards
 * @param listen where clients connect
 * @param advertisedHost the host that clients are told to use; matters to clients on other machines
 * @param settings broker settings by Kafka's own names, put over this package's defaults
 */
public record KafkaOptions(Path dataDir, ListenAddress listen, String advertisedHost, Map<String, String> settings) {

    public KafkaOptions {
        settings = Map.copyOf(settings);
    }

    /** A broker on a free port of the loopback address. */
    public static KafkaOptions in(Path dataDir) {
        ListenAddress listen = ListenAddress.loopback(0);
        return new KafkaOptions(dataDir, listen, listen.reachableHost(), Map.of());
    }

    public KafkaOptions withPort(int port) {
        return new KafkaOptions(dataDir, new ListenAddress(listen.host(), port), advertisedHost, settings);
    }

    /** Listens on this host, and advertises it unless it stands for all addresses. */
    public KafkaOptions withHost(String host) {
        ListenAddress there = new ListenAddress(host, listen.port());
        return new KafkaOptions(dataDir, there, there.reachableHost(), settings);
    }

    public KafkaOptions withAdvertisedHost(String host) {
        return new KafkaOptions(dataDir, listen, host, settings);
    }

    /** Overrides one broker setting, such as {@code num.partitions}. */
    public KafkaOptions withSetting(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new KafkaOptions(dataDir, listen, advertisedHost, more);
    }
}
