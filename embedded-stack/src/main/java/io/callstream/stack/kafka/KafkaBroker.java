package io.callstream.stack.kafka;

import io.callstream.stack.ListenAddress;
import io.callstream.stack.StackException;
import io.callstream.stack.claim.DirectoryClaim;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;

/**
 * A running Kafka broker: Apache Kafka's own, in KRaft mode, in this JVM. It is its own controller, listens without
 * encryption or authentication, and keeps everything in one folder, which only one broker can use at a time.
 *
 * <p>Thread-safe. Its threads keep the JVM alive until it is closed.
 */
public final class KafkaBroker implements AutoCloseable {

    static final String NAME = "Kafka";

    private final DirectoryClaim claim;
    private final CombinedNode node;
    private final String bootstrapServers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private KafkaBroker(DirectoryClaim claim, CombinedNode node, String bootstrapServers) {
        this.claim = claim;
        this.node = node;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and returns when it accepts requests, about four seconds later.
     *
     * @throws StackException if the port is busy, or the folder cannot be used
     */
    public static KafkaBroker start(KafkaOptions options) {
        DirectoryClaim claim = DirectoryClaim.take(options.dataDir(), NAME);
        try {
            return start(options, claim);
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    private static KafkaBroker start(KafkaOptions options, DirectoryClaim claim) {
        BoundListeners listeners = BoundListeners.bind(options.listen());
        try {
            CombinedNode node = CombinedNode.start(config(options, listeners), listeners);
            return new KafkaBroker(claim, node, ListenAddress.join(options.advertisedHost(), listeners.clientPort()));
        } catch (Exception e) { // Scala code throws checked exceptions without saying so
            listeners.close();
            throw e instanceof StackException known ? known : failed(options, e);
        }
    }

    private static KafkaConfig config(KafkaOptions options, BoundListeners listeners) {
        Path logDir = options.dataDir().toAbsolutePath().resolve("log");
        LogDirectory.formatIfNew(logDir);
        Properties settings = BrokerSettings.of(options, logDir, listeners.clientPort(), listeners.controllerPort());
        return new KafkaConfig(settings, false);
    }

    private static StackException failed(KafkaOptions options, Exception cause) {
        return new StackException(
                "Kafka cannot start on data folder " + options.dataDir() + ": " + cause.getMessage(), cause);
    }

    /** {@code host:port} for a client's {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The id the data folder got when it was formatted. */
    public String clusterId() {
        return node.clusterId();
    }

    /** Stops the broker and waits for it; its folder and ports are free afterwards. Closing twice is harmless. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                node.stop();
            } finally {
                claim.close();
            }
        }
    }
}
