package io.callstream.testing.prompts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A service that keeps prompts, over a real socket, and is strict: another path, method or account, or a parameter that the
 * service does not have, is refused as the service refuses it. Safe for use by several threads.
 */
public final class PromptServer implements AutoCloseable {
    private final HttpServer server;
    private final Rules rules;
    private final Map<String, String> prompts = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    /**
     * What a service takes.
     *
     * @param path before the prompt's name
     * @param header that the account is in, and
     * @param account what it has to hold
     * @param version name of the parameter with the version, and
     * @param label of the one with the label
     */
    private record Rules(String path, String header, String account, String version, String label) {}

    private PromptServer(Rules rules) throws IOException {
        this.rules = rules;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Langfuse's public API. */
    public static PromptServer langfuse(String publicKey, String secretKey) throws IOException {
        String pair = publicKey + ":" + secretKey;
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new PromptServer(
                new Rules("/api/public/v2/prompts/", "Authorization", "Basic " + basic, "version", "label"));
    }

    /** Humanloop's API. */
    public static PromptServer humanloop(String apiKey) throws IOException {
        return new PromptServer(new Rules("/v5/prompts/", "X-API-KEY", apiKey, "version_id", "environment"));
    }

    /**
     * Keeps a prompt.
     *
     * @param which empty for the usual one; else a version or a label
     * @param json as the service answers it
     */
    public PromptServer keep(String name, String which, String json) {
        prompts.put(name + "|" + which, json);
        return this;
    }

    /** From now on, or no longer, the service only says that it has failed. */
    public void fail(boolean now) {
        failing = now;
    }

    /** The targets of the requests so far. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI target = exchange.getRequestURI();
            asked.add(target.toString());
            exchange.getRequestBody().readAllBytes();
            if (failing) {
                send(exchange, 503, "{\"message\":\"unavailable\"}");
            } else if (!rules.account().equals(exchange.getRequestHeaders().getFirst(rules.header()))) {
                send(exchange, 401, "{\"message\":\"Invalid credentials.\"}");
            } else if (!exchange.getRequestMethod().equals("GET")
                    || !target.getPath().startsWith(rules.path())) {
                send(exchange, 404, "{\"message\":\"no such path\"}");
            } else {
                prompt(exchange, target);
            }
        }
    }

    private void prompt(HttpExchange exchange, URI target) throws IOException {
        String query = target.getQuery() == null ? "" : target.getQuery();
        int equals = query.indexOf('=');
        String parameter = equals < 0 ? query : query.substring(0, equals);
        if (!query.isEmpty() && !List.of(rules.version(), rules.label()).contains(parameter)) {
            send(exchange, 400, "{\"message\":\"unknown parameter\"}");
            return;
        }
        String which = equals < 0 ? "" : query.substring(equals + 1);
        String json = prompts.get(target.getPath().substring(rules.path().length()) + "|" + which);
        send(exchange, json == null ? 404 : 200, json == null ? "{\"message\":\"Prompt not found\"}" : json);
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
