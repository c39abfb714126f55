package io.callstream.sink.runtime.observe;

import io.callstream.settings.AllowedHosts;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The health port. One thread serves every connection and waits for none: who sends half a request, or does not read the
 * answer, costs a few bytes until its time is up.
 */
public final class HealthServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HealthServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_CONNECTIONS = 256;
    private static final long LOOK_MILLIS = 500;

    private final ServerSocketChannel listener;
    private final Selector selector;
    private final HealthPages pages;
    private final int port;
    private final Thread thread;
    private volatile boolean closing;

    private HealthServer(ServerSocketChannel listener, Selector selector, HealthPages pages) throws IOException {
        this.listener = listener;
        this.selector = selector;
        this.pages = pages;
        this.port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        this.thread = new Thread(this::run, "sink-health");
        thread.setDaemon(true);
    }

    /**
     * @param address where to listen; port 0 picks a free one
     * @param statuses every account's: one that is held or stopped decides the answer's status
     * @param scrape the metrics in Prometheus' text format
     * @param resume lets every account try again at once; must not block
     * @param hosts names under which it answers
     * @throws SettingsException if the port is busy
     */
    public static HealthServer start(
            InetSocketAddress address,
            Supplier<Map<String, SinkStatus>> statuses,
            Supplier<String> scrape,
            Runnable resume,
            AllowedHosts hosts) {
        try {
            ServerSocketChannel listener = ServerSocketChannel.open();
            listener.bind(address, MOST_CONNECTIONS); // the default makes the 51st at once wait a second or more
            listener.configureBlocking(false);
            Selector selector = Selector.open();
            listener.register(selector, SelectionKey.OP_ACCEPT);
            HealthServer server =
                    new HealthServer(listener, selector, new HealthPages(statuses, scrape, resume, hosts));
            server.thread.start();
            return server;
        } catch (IOException e) {
            throw new SettingsException(
                    "the sink's health port " + address.getPort() + " cannot be used: " + e.getMessage());
        }
    }

    public int port() {
        return port;
    }

    private void run() {
        while (!closing) {
            try {
                selector.select(LOOK_MILLIS);
                serve(selector.selectedKeys());
                endLate();
            } catch (IOException | RuntimeException e) {
                log.warn("health port: error={}", e.toString());
            }
        }
        end();
    }

    private void end() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            log.warn("health port not closed: error={}", e.toString());
        }
    }

    private void serve(Set<SelectionKey> keys) {
        for (SelectionKey key : keys) {
            if (!key.isValid()) {
                continue;
            }
            if (key.isAcceptable()) {
                accept();
            } else if (key.attachment() instanceof HealthConnection connection) {
                connection.goOn(pages);
            }
        }
        keys.clear();
    }

    private void accept() {
        try {
            SocketChannel channel = listener.accept();
            if (channel != null) {
                channel.configureBlocking(false);
                makeRoom();
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new HealthConnection(channel, key, System.nanoTime() + PATIENCE.toNanos()));
            }
        } catch (IOException e) {
            log.warn("health port: error={}", e.toString());
        }
    }

    /** Whoever has been here longest without an end goes first. */
    private void makeRoom() {
        if (selector.keys().size() <= MOST_CONNECTIONS) {
            return;
        }
        selector.keys().stream()
                .map(SelectionKey::attachment)
                .filter(HealthConnection.class::isInstance)
                .map(HealthConnection.class::cast)
                .min((one, other) -> Long.signum(one.deadline() - other.deadline()))
                .ifPresent(HealthConnection::close);
    }

    private void endLate() {
        long now = System.nanoTime();
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof HealthConnection connection && connection.deadline() - now < 0) {
                connection.close();
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
