package io.callstream.benchmarks.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Takes whatever is posted, and remembers the bodies that came until {@link #taken} is first asked. */
final class Endpoint implements AutoCloseable {
    private final HttpServer server;
    private final List<byte[]> bodies = new ArrayList<>();
    private boolean remembering = true;

    private Endpoint(HttpServer server) {
        this.server = server;
    }

    static Endpoint start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Endpoint endpoint = new Endpoint(server);
        server.createContext("/", endpoint::take);
        server.start();
        return endpoint;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        synchronized (this) {
            if (remembering) {
                bodies.add(body);
            }
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    synchronized List<byte[]> taken() {
        remembering = false;
        return bodies;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
