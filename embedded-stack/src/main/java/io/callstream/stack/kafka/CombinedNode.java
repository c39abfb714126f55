package io.callstream.stack.kafka;

import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Broker and controller of one KRaft node, put together as Kafka's own {@link KafkaRaftServer} does it, but with sockets
 * that are already bound and with faults that do not end the process.
 */
final class CombinedNode {

    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private CombinedNode(KafkaConfig config, ServerSocketFactory sockets) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> stored =
                KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(CombinedNode.class), "");
        this.shared = shared(config, stored._1(), sockets);
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), stored._2());
        this.broker = new BrokerServer(shared);
    }

    private static SharedServer shared(KafkaConfig config, MetaPropertiesEnsemble stored, ServerSocketFactory sockets) {
        QuorumConfig quorum = config.quorumConfig();
        Metrics metrics =
                Server.initializeMetrics(config, Time.SYSTEM, stored.clusterId().orElseThrow());
        return new SharedServer(
                config,
                stored,
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
                QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                new LoggedFaults(),
                sockets);
    }

    /** Starts both parts and returns when the broker is unfenced. */
    static CombinedNode start(KafkaConfig config, ServerSocketFactory sockets) {
        CombinedNode node = new CombinedNode(config, sockets);
        try {
            node.controller.startup();
            node.broker.startup();
            return node;
        } catch (Exception e) { // Scala code throws checked exceptions without saying so
            node.stopAfter(e);
            throw e;
        }
    }

    private void stopAfter(Exception failure) {
        try {
            stop();
        } catch (RuntimeException e) { // what half a node says when it stops; the failure is what counts
            failure.addSuppressed(e);
        }
    }

    String clusterId() {
        return shared.clusterId();
    }

    /** Stops the broker first: it hands over to the controller, which must still answer. */
    void stop() {
        try {
            broker.shutdown();
            broker.awaitShutdown();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }
}
