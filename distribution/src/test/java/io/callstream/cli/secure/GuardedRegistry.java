package io.callstream.cli.secure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.callstream.stack.registry.SchemaRegistryServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A registry behind a certificate and a login, as a proxy in front of one usually asks for them. */
final class GuardedRegistry implements AutoCloseable {
    static final String LOGIN = "callstream:registry-secret";

    private final HttpsServer front;
    private final SchemaRegistryServer behind;
    private final HttpClient http = HttpClient.newHttpClient();

    private GuardedRegistry(HttpsServer front, SchemaRegistryServer behind) {
        this.front = front;
        this.behind = behind;
    }

    static GuardedRegistry before(SchemaRegistryServer behind, Identity identity) throws Exception {
        HttpsServer front = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.setHttpsConfigurator(new HttpsConfigurator(identity.server()));
        GuardedRegistry registry = new GuardedRegistry(front, behind);
        front.createContext("/", registry::answer);
        front.start();
        return registry;
    }

    String url() {
        return "https://localhost:" + front.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String wanted = "Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));
        boolean known = wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            HttpResponse<byte[]> answer = known ? http.send(onward(exchange, body), BodyHandlers.ofByteArray()) : null;
            byte[] said = answer == null ? new byte[0] : answer.body();
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(
                    answer == null ? 401 : answer.statusCode(), said.length == 0 ? -1 : said.length);
            exchange.getResponseBody().write(said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private HttpRequest onward(HttpExchange exchange, byte[] body) {
        return HttpRequest.newBuilder(URI.create(behind.url() + exchange.getRequestURI()))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                .build();
    }

    @Override
    public void close() {
        front.stop(0);
        behind.close();
    }
}
