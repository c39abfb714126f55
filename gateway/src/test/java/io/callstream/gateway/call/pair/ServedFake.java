package io.callstream.gateway.call.pair;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A fake behind a socket, for clients that nobody here wrote. */
final class ServedFake implements AutoCloseable {
    private final HttpServer server;
    private final Function<Request, FakeProvider.Reply> answers;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    ServedFake(Function<Request, FakeProvider.Reply> answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** One whose stream begins well and goes on with an error. */
    static ServedFake breaking(FakeProvider fake, Conversation conversation, String error) {
        return new ServedFake(request -> new FakeProvider.Reply(
                        200,
                        "text/event-stream",
                        Frames.of(fake.answer(request, conversation.answer())).get(0))
                .with(fake.failure(error)));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The only one that came. */
    Request request() {
        if (requests.size() != 1) {
            throw new AssertionError(requests.size() + " requests came");
        }
        return requests.get(0);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            byte[] body = exchange.getRequestBody().readAllBytes();
            Request request = new Request(exchange.getRequestURI().toString(), headers, Json.read(body));
            requests.add(request);
            send(exchange, answers.apply(request));
        }
    }

    private static void send(HttpExchange exchange, FakeProvider.Reply reply) throws IOException {
        exchange.getResponseHeaders().set("content-type", reply.type());
        exchange.sendResponseHeaders(reply.status(), 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(reply.body());
        }
    }
}
