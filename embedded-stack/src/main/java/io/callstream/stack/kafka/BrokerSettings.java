package io.callstream.stack.kafka;

import io.callstream.stack.ListenAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The broker configuration of one node that is its own controller. Where Kafka's default assumes a cluster of several
 * brokers or a long-lived server machine, the value here suits one node on a developer's machine.
 */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CLIENT_LISTENER = "CLIENT";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_RECORD_BYTES = 32 * 1024 * 1024;

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(NODE_ID)),
            Map.entry("controller.listener.names", CONTROLLER_LISTENER),
            Map.entry("inter.broker.listener.name", CLIENT_LISTENER),
            Map.entry(
                    "listener.security.protocol.map",
                    CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT"),
            // One node holds the only copy of everything.
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            // Kafka's 50 partitions per internal topic cost start-up time and open files.
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.num.partitions", "4"),
            // Nobody else is about to join the group: do not wait for them.
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // A misspelt topic must be an error, not a new topic.
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("message.max.bytes", Integer.toString(MAX_RECORD_BYTES)),
            Map.entry("replica.fetch.max.bytes", Integer.toString(MAX_RECORD_BYTES)),
            // The controller is in this process, so its votes and heartbeats need no network-sized patience.
            Map.entry("controller.quorum.election.timeout.ms", "200"),
            Map.entry("controller.quorum.election.backoff.max.ms", "100"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            // After a kill, the restarted broker waits this long for its former self's session to end.
            Map.entry("broker.session.timeout.ms", "4000"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("num.recovery.threads.per.data.dir", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024)),
            // Nobody reads this broker's JMX; its MBeans would clash between two brokers in one JVM.
            Map.entry("metric.reporters", ""));

    private BrokerSettings() {}

    /** The settings for options whose ports are already bound. */
    static Properties of(KafkaOptions options, Path logDir, int clientPort, int controllerPort) {
        String controller = ListenAddress.join(LOOPBACK, controllerPort);
        Properties settings = new Properties();
        settings.putAll(DEFAULTS);
        settings.putAll(options.settings());
        settings.put("log.dirs", logDir.toString());
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        settings.put(
                "listeners",
                listener(CLIENT_LISTENER, ListenAddress.join(options.listen().host(), clientPort))
                        + ","
                        + listener(CONTROLLER_LISTENER, controller));
        settings.put(
                "advertised.listeners",
                listener(CLIENT_LISTENER, ListenAddress.join(options.advertisedHost(), clientPort))
                        + ","
                        + listener(CONTROLLER_LISTENER, controller));
        return settings;
    }

    private static String listener(String name, String address) {
        return name + "://" + address;
    }
}
