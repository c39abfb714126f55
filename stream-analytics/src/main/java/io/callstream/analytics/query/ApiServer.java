package io.callstream.analytics.query;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.callstream.settings.AllowedHosts;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port of analytics: {@code /health}, {@code /metrics} and the read API. A few threads, and a queue that is no longer than it says. */
public final class ApiServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ApiServer.class);
    private static final int THREADS = 8;
    private static final int WAITING = 128;
    /** Seconds that a client has to send a request, and to take the answer; read by the JDK's server when it is first used. */
    private static final String PATIENCE = "20";

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final AllowedHosts hosts;
    private volatile Optional<ApiRoutes> routes = Optional.empty();

    private ApiServer(HttpServer server, ThreadPoolExecutor threads, AllowedHosts hosts) {
        this.server = server;
        this.threads = threads;
        this.hosts = hosts;
    }

    /**
     * Listens, and answers nothing but 503 until {@link #serve}.
     *
     * @param address port 0 picks a free one
     * @throws SettingsException if the port is busy
     */
    public static ApiServer bind(InetSocketAddress address, AllowedHosts hosts) {
        setIfAbsent("sun.net.httpserver.maxReqTime");
        setIfAbsent("sun.net.httpserver.maxRspTime");
        try {
            ApiServer api = new ApiServer(HttpServer.create(address, WAITING), pool(), hosts);
            api.server.createContext("/", api::handle);
            api.server.setExecutor(api.threads);
            api.server.start();
            return api;
        } catch (IOException e) {
            throw new SettingsException("the port " + address.getPort() + " of analytics cannot be used: "
                    + e.getMessage() + " (choose another with --port)");
        }
    }

    private static void setIfAbsent(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, PATIENCE);
        }
    }

    private static ThreadPoolExecutor pool() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "analytics-api-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** From now on, these answer. */
    public void serve(ApiRoutes answers) {
        routes = Optional.of(answers);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(
                    answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
            if (!head) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private Answer answer(HttpExchange exchange) {
        if (!hosts.allow(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")))) {
            return Answer.error(
                    421, "this port does not answer under that name; add it to callstream.analytics.health_hosts");
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.error(405, "GET only");
        }
        try {
            Question question = Question.of(exchange);
            return routes.map(known -> known.answer(question)).orElseGet(() -> Answer.error(503, "starting"));
        } catch (QueryException e) {
            return Answer.error(e.status(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.warn(
                    "question not answered: path={} error={}",
                    exchange.getRequestURI().getPath(),
                    e.toString());
            return Answer.error(500, "this could not be answered; the log says why");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
