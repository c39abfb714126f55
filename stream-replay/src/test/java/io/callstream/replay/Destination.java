package io.callstream.replay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** A destination that knows ids: an event that comes again stands there once. */
final class Destination implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Integer> arrivals = new TreeMap<>();
    private int requests;
    private ToIntFunction<List<String>> answer = ids -> 200;

    private Destination(HttpServer server) {
        this.server = server;
    }

    static Destination start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Destination destination = new Destination(server);
        server.createContext("/", destination::take);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return destination;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** @param status for the ids of a request */
    synchronized void answers(ToIntFunction<List<String>> status) {
        answer = status;
    }

    synchronized Set<String> ids() {
        return new TreeSet<>(arrivals.keySet());
    }

    /** How many events came, those that came again too. */
    synchronized int deliveries() {
        return arrivals.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int requests() {
        return requests;
    }

    synchronized void forget() {
        arrivals.clear();
        requests = 0;
        answer = ids -> 200;
    }

    private void take(HttpExchange exchange) throws IOException {
        List<String> ids = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        exchange.sendResponseHeaders(record(ids), -1);
        exchange.close();
    }

    private synchronized int record(List<String> ids) {
        requests++;
        int status = answer.applyAsInt(ids);
        if (status == 200) {
            ids.forEach(id -> arrivals.merge(id, 1, Integer::sum));
        }
        return status;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
