package io.callstream.sink.runtime.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** {@code /health} as JSON, 503 when the sink is held or stopped; {@code /metrics} for Prometheus. */
public final class HealthServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    private HealthServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * @param address where to listen; port 0 picks a free one
     * @param statuses every account's, the default one first: its state decides the answer's status
     * @param scrape the metrics in Prometheus' text format
     * @throws SettingsException if the port is busy
     */
    public static HealthServer start(
            InetSocketAddress address, Supplier<Map<String, SinkStatus>> statuses, Supplier<String> scrape) {
        try {
            HttpServer server = HttpServer.create(address, 0);
            ExecutorService threads = Executors.newSingleThreadExecutor(task -> new Thread(task, "sink-health"));
            server.setExecutor(threads);
            server.createContext("/health", exchange -> health(exchange, statuses.get()));
            server.createContext(
                    "/metrics", exchange -> answer(exchange, 200, "text/plain; version=0.0.4", scrape.get()));
            server.start();
            return new HealthServer(server, threads);
        } catch (IOException e) {
            throw new SettingsException(
                    "the sink's health port " + address.getPort() + " cannot be used: " + e.getMessage());
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void health(HttpExchange exchange, Map<String, SinkStatus> statuses) throws IOException {
        boolean healthy = statuses.values().stream().limit(1).allMatch(SinkStatus::healthy);
        answer(exchange, healthy ? 200 : 503, "application/json", HealthJson.of(statuses));
    }

    private static void answer(HttpExchange exchange, int code, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
