package io.callstream.sink.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A real HTTP server on a free port that answers by a destination's rules, remembers what it was sent, and shows every
 * {@link Fault}.
 */
public final class FakeDestination implements AutoCloseable {
    private static final byte[] NOISE = new byte[16 << 10];
    private static final int NO_CONTENT = 204;
    private static final Set<String> POST = Set.of("POST");

    private final Function<ReceivedRequest, FakeReply> rules;
    private final int revokedStatus;
    private final Set<String> methods;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "fake-destination"));
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<String> metPartly = ConcurrentHashMap.newKeySet();
    private volatile Function<ReceivedRequest, FakeReply> partly = this::someAtFirst;
    private volatile Predicate<ReceivedRequest> troubling = request -> false;
    private volatile boolean forgetful;
    private volatile @Nullable Fault fault;
    private volatile CountDownLatch healed = new CountDownLatch(1);

    private FakeDestination(
            Function<ReceivedRequest, FakeReply> rules, int revokedStatus, Set<String> methods, HttpServer server) {
        this.rules = rules;
        this.revokedStatus = revokedStatus;
        this.methods = Set.copyOf(methods);
        this.server = server;
    }

    /**
     * @param rules what the destination answers when it is well
     * @param revokedStatus what it answers to credentials that were revoked
     */
    public static FakeDestination start(int revokedStatus, Function<ReceivedRequest, FakeReply> rules) {
        return start(revokedStatus, POST, rules);
    }

    /** @param methods the HTTP methods that the destination knows; others get status 405 */
    public static FakeDestination start(
            int revokedStatus, Set<String> methods, Function<ReceivedRequest, FakeReply> rules) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            FakeDestination destination = new FakeDestination(rules, revokedStatus, methods, server);
            server.setExecutor(destination.threads);
            server.createContext("/", destination::handle);
            server.start();
            return destination;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Every request since the start, also those that were answered with a fault; none after {@link #forgetRequests}. */
    public List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    /** From now on requests are not remembered: for runs that send more than fits in memory. */
    public void forgetRequests() {
        forgetful = true;
        requests.clear();
    }

    /** What the destination answers at {@link Fault#PARTLY}; unless told, most requests fail when they first come. */
    public void partly(Function<ReceivedRequest, FakeReply> answers) {
        partly = answers;
    }

    /** Fails on these requests for good, as on all during an outage. */
    public void failWhen(Predicate<ReceivedRequest> indigestible) {
        troubling = indigestible;
    }

    public void inflict(Fault next) {
        healed = new CountDownLatch(1);
        metPartly.clear();
        fault = next;
    }

    public void heal() {
        fault = null;
        healed.countDown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ReceivedRequest request = read(exchange);
            if (!forgetful) {
                requests.add(request);
            }
            if (!methods.contains(request.method())) {
                answer(exchange, FakeReply.status(405, "not allowed"));
            } else {
                react(exchange, request, fault);
            }
        }
    }

    private void react(HttpExchange exchange, ReceivedRequest request, @Nullable Fault now) throws IOException {
        if (now == null) {
            boolean trouble = troubling.test(request);
            answer(exchange, trouble ? FakeReply.status(500, "down") : rules.apply(request));
            return;
        }
        switch (now) {
            case OUTAGE -> answer(exchange, FakeReply.status(500, "down"));
            case BUSY -> answer(exchange, FakeReply.busy());
            case KEY_REVOKED -> answer(exchange, FakeReply.status(revokedStatus, "revoked"));
            case SLOW -> waitUntilHealed();
            case CUT_OFF -> cutOff(exchange, rules.apply(request));
            case HUGE_REPLY -> pour(exchange, rules.apply(request));
            case PARTLY -> answer(exchange, partly.apply(request));
        }
    }

    private FakeReply someAtFirst(ReceivedRequest request) {
        boolean first = metPartly.add(request.path() + Arrays.hashCode(request.body()));
        return first && metPartly.size() % 3 != 0 ? FakeReply.status(503, "try that one again") : rules.apply(request);
    }

    private static ReceivedRequest read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        boolean gzip = "gzip".equals(headers.get("content-encoding"));
        try (InputStream raw = exchange.getRequestBody();
                InputStream body = gzip ? new GZIPInputStream(raw) : raw) {
            URI uri = exchange.getRequestURI();
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            return new ReceivedRequest(
                    exchange.getRequestMethod(), uri.getPath(), query, Map.copyOf(headers), body.readAllBytes());
        }
    }

    private static void answer(HttpExchange exchange, FakeReply reply) throws IOException {
        byte[] body = reply.body();
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** What was sent counts for the destination; only the sink does not hear of it. */
    private static void cutOff(HttpExchange exchange, FakeReply reply) throws IOException {
        if (reply.status() != NO_CONTENT) { // Without a body, only the whole answer can be missing.
            exchange.sendResponseHeaders(reply.status(), 10_000);
            exchange.getResponseBody().write(NOISE, 0, 10);
            exchange.getResponseBody().flush();
        }
        throw new IOException("cut off");
    }

    private void pour(HttpExchange exchange, FakeReply reply) throws IOException {
        exchange.sendResponseHeaders(reply.status(), 0);
        while (fault == Fault.HUGE_REPLY) {
            exchange.getResponseBody().write(NOISE);
        }
    }

    private void waitUntilHealed() {
        try {
            if (!healed.await(10, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the test did not end the fault");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        heal();
        server.stop(0);
        threads.shutdownNow();
    }
}
