package io.callstream.stack.kafka;

import io.callstream.stack.ListenAddress;
import io.callstream.stack.claim.BoundPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Locale;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The broker's two listening sockets, bound before the broker is configured: Kafka must know its ports beforehand,
 * because it advertises them, and a busy port is known before anything has been started.
 */
final class BoundListeners implements ServerSocketFactory, AutoCloseable {

    private final BoundPort clients;
    private final BoundPort controller;

    private BoundListeners(BoundPort clients, BoundPort controller) {
        this.clients = clients;
        this.controller = controller;
    }

    static BoundListeners bind(ListenAddress clients) {
        BoundPort clientPort = BoundPort.bind(clients, KafkaBroker.NAME);
        try {
            return new BoundListeners(clientPort, BoundPort.bind(ListenAddress.loopback(0), KafkaBroker.NAME));
        } catch (RuntimeException e) {
            clientPort.close();
            throw e;
        }
    }

    int clientPort() {
        return clients.port();
    }

    int controllerPort() {
        return controller.port();
    }

    /** Hands the bound socket of a listener to Kafka, which closes it when it stops. */
    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel channel = portOf(listener).channel();
        // Kafka polls its sockets with a selector.
        channel.configureBlocking(false);
        return channel;
    }

    private BoundPort portOf(String listener) {
        return listener.toUpperCase(Locale.ROOT).equals(BrokerSettings.CONTROLLER_LISTENER) ? controller : clients;
    }

    @Override
    public void close() {
        clients.close();
        controller.close();
    }
}
