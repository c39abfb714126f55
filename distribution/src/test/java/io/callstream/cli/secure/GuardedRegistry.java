package io.callstream.cli.secure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A registry behind a certificate and a login or a certificate of the client's, as a proxy in front of one usually asks for them. */
final class GuardedRegistry implements AutoCloseable {
    static final String LOGIN = "callstream:registry-secret";

    private final HttpsServer front;
    private final SchemaRegistryServer behind;
    private final String login;
    private final HttpClient http = HttpClient.newHttpClient();

    private GuardedRegistry(HttpsServer front, SchemaRegistryServer behind, String login) {
        this.front = front;
        this.behind = behind;
        this.login = login;
    }

    /** Asks for the login. */
    static GuardedRegistry before(SchemaRegistryServer behind, Identity identity) throws Exception {
        return front(behind, new HttpsConfigurator(identity.server()), LOGIN);
    }

    /** Asks for a certificate, and takes these. */
    static GuardedRegistry before(SchemaRegistryServer behind, Identity identity, Identity... clients)
            throws Exception {
        return front(behind, new AskingForCertificates(identity.server(clients)), "");
    }

    private static GuardedRegistry front(SchemaRegistryServer behind, HttpsConfigurator guard, String login)
            throws IOException {
        HttpsServer front = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.setHttpsConfigurator(guard);
        GuardedRegistry registry = new GuardedRegistry(front, behind, login);
        front.createContext("/", registry::answer);
        front.start();
        return registry;
    }

    private static final class AskingForCertificates extends HttpsConfigurator {
        AskingForCertificates(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
        }
    }

    String url() {
        return "https://localhost:" + front.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String wanted = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        boolean known =
                login.isEmpty() || wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
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
