package io.callstream.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A destination that keeps the ids of what it took, refuses one text with 400, and can be out of order. */
final class FakeWebhook implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final String refused;
    private final List<String> eventIds = new ArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile int status = 200;

    private FakeWebhook(HttpServer server, String refused) {
        this.server = server;
        this.refused = refused;
    }

    static FakeWebhook refusing(String text) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeWebhook webhook = new FakeWebhook(server, text);
        server.createContext("/", webhook::take);
        server.start();
        return webhook;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
    }

    void answerAll(int with) {
        status = with;
    }

    /** Requests answered with the status of an outage. */
    int refusals() {
        return refusals.get();
    }

    /** Without repeats, which a sink may send. */
    synchronized List<String> eventIds() {
        return eventIds.stream().distinct().toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int answer = status;
        if (answer != 200) {
            refusals.incrementAndGet();
        } else if (new String(body, StandardCharsets.UTF_8).contains(refused)) {
            answer = 400;
        } else {
            keep(JSON.readTree(body));
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private synchronized void keep(JsonNode body) {
        body.findValuesAsText("event_id").forEach(eventIds::add);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
