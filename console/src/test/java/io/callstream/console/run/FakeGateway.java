package io.callstream.console.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway's management API that takes the master key alone, makes one key, and remembers what was asked. */
final class FakeGateway implements AutoCloseable {
    static final String MASTER = "sk-master";
    static final String SECRET = "sk-made-just-now";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Path and body of each request. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestURI() + " " + body);
            boolean master =
                    ("Bearer " + MASTER).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = ("{\"key\": \"" + SECRET + "\", \"team_id\": \"team-1\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(master ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
