package io.callstream.gateway.dialect.bedrock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.callstream.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Bedrock's Converse API, strict: it verifies signatures and refuses what the API refuses. Models for embeddings are invoked ({@link
 * InvokeRules}). What it answers depends on the last text: {@code
 * tool}, {@code think}, {@code throttle}, {@code long}, {@code break}, or anything else, which it repeats.
 */
public final class FakeBedrock implements AutoCloseable {
    public static final String REGION = "eu-west-1";

    private final SignatureCheck signatures = new SignatureCheck(REGION, "bedrock");
    private final List<String> models = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public FakeBedrock() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public SignatureCheck signatures() {
        return signatures;
    }

    /** Models that were asked, escaped as they came. */
    public List<String> models() {
        return List.copyOf(models);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String wrong = signatures.wrong(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    name -> exchange.getRequestHeaders().getFirst(name),
                    body);
            String[] path = exchange.getRequestURI().getRawPath().split("/");
            boolean known = path.length == 4 && path[1].equals("model") && path[3].matches("converse(-stream)?|invoke");
            if (wrong != null) {
                error(exchange, 403, "InvalidSignatureException", wrong);
            } else if (!known) {
                error(exchange, 404, "UnknownOperationException", "");
            } else if (path[3].equals("invoke")) {
                models.add(path[2]);
                invoke(exchange, URLDecoder.decode(path[2], StandardCharsets.UTF_8), body);
            } else {
                models.add(path[2]);
                converse(exchange, body, path[3].equals("converse-stream"));
            }
        }
    }

    private static void invoke(HttpExchange exchange, String model, byte[] body) throws IOException {
        try {
            InvokeRules.Answer answer = InvokeRules.answer(model, body);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            send(exchange, 200, "application/json", answer.body().getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            error(exchange, 400, "ValidationException", String.valueOf(e.getMessage()));
        }
    }

    private static void converse(HttpExchange exchange, byte[] body, boolean stream) throws IOException {
        JsonValue.Obj request;
        try {
            request = ConverseRules.check(body);
        } catch (IllegalArgumentException e) {
            error(exchange, 400, "ValidationException", String.valueOf(e.getMessage()));
            return;
        }
        String text = lastText(request);
        switch (text) {
            case "throttle" ->
                error(exchange, 429, "ThrottlingException", "Too many requests, please wait before trying again.");
            case "long" -> error(exchange, 400, "ValidationException", "Input is too long for requested model.");
            default -> {
                if (stream) {
                    send(
                            exchange,
                            200,
                            "application/vnd.amazon.eventstream",
                            streamed(text).bytes());
                } else {
                    send(exchange, 200, "application/json", plain(text).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private static String plain(String text) {
        String content = switch (text) {
            case "tool" -> "{\"toolUse\":{\"toolUseId\":\"tooluse_A1\",\"name\":\"look\",\"input\":{\"at\":1}}}";
            case "think" ->
                "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Hm.\",\"signature\":\"sig\"}}},{\"text\":\"Yes.\"}";
            default -> "{\"text\":\"You said " + text + "\"}";
        };
        return "{\"metrics\":{\"latencyMs\":7},\"output\":{\"message\":{\"content\":[" + content
                + "],\"role\":\"assistant\"}},\"stopReason\":\"" + (text.equals("tool") ? "tool_use" : "end_turn")
                + "\",\"usage\":{\"inputTokens\":11,\"outputTokens\":5,\"totalTokens\":16}}";
    }

    private static StreamBytes streamed(String text) {
        StreamBytes stream = new StreamBytes();
        if (text.equals("break")) {
            return stream.event("messageStart", "{\"role\":\"assistant\"}")
                    .event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"He\"}}")
                    .exception("modelStreamErrorException", "The model broke off.");
        }
        if (text.equals("tool")) {
            return stream.event("messageStart", "{\"role\":\"assistant\"}")
                    .event(
                            "contentBlockStart",
                            "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"name\":\"look\",\"toolUseId\":\"tooluse_A1\"}}}")
                    .event(
                            "contentBlockDelta",
                            "{\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"{\\\"at\\\"\"}}}")
                    .event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\":1}\"}}}")
                    .event("contentBlockStop", "{\"contentBlockIndex\":0}")
                    .event("messageStop", "{\"stopReason\":\"tool_use\"}")
                    .usage(11, 5);
        }
        return stream.text("You ", "said ", text).usage(11, 5);
    }

    private static String lastText(JsonValue.Obj request) {
        String text = "";
        for (JsonValue message : request.list("messages")) {
            for (JsonValue block : ((JsonValue.Obj) message).list("content")) {
                String said = ((JsonValue.Obj) block).text("text");
                text = said == null ? text : said;
            }
        }
        return text;
    }

    private static void error(HttpExchange exchange, int status, String type, String message) throws IOException {
        exchange.getResponseHeaders()
                .set("x-amzn-ErrorType", type + ":http://internal.amazon.com/coral/com.amazon.bedrock/");
        String json =
                new io.callstream.json.JsonObject().with("message", message).toString();
        send(exchange, status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte @Nullable [] body)
            throws IOException {
        exchange.getResponseHeaders().set("content-type", type);
        exchange.getResponseHeaders().set("x-amzn-RequestId", "0f1b5e2a-aaaa-bbbb-cccc-1234567890ab");
        byte[] bytes = body == null ? new byte[0] : body;
        boolean stream = type.contains("eventstream");
        exchange.sendResponseHeaders(status, stream ? 0 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            int pieces = stream ? 7 : 1;
            for (int i = 0; i < pieces; i++) {
                int from = bytes.length * i / pieces;
                out.write(bytes, from, bytes.length * (i + 1) / pieces - from);
                out.flush();
            }
        }
    }
}
