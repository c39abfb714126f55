package io.callstream.gateway.dialect.bedrock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** AWS's security token service: gives out keys that Bedrock's fake takes from then on. */
public final class FakeSts implements AutoCloseable {
    public static final String WEB_TOKEN = "eyJhbGciOiJub25lIn0.web";

    private final SignatureCheck signatures = new SignatureCheck(FakeBedrock.REGION, "sts");
    private final FakeBedrock bedrock;
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public FakeSts(FakeBedrock bedrock) {
        this.bedrock = bedrock;
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

    /** What was asked for, field by field. */
    public List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> form = Arrays.stream(new String(body, StandardCharsets.UTF_8).split("&"))
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(
                            pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
            asked.add(form);
            boolean web = "AssumeRoleWithWebIdentity".equals(form.get("Action"));
            String wrong = web
                    ? WEB_TOKEN.equals(form.get("WebIdentityToken")) ? null : "The token is not one of this provider's."
                    : signatures.wrong(
                            "POST",
                            exchange.getRequestURI(),
                            name -> exchange.getRequestHeaders().getFirst(name),
                            body);
            if (wrong == null && !String.valueOf(form.get("RoleArn")).endsWith(":role/allowed")) {
                wrong = "User: arn:aws:iam::1:user/u is not authorized to perform: sts:AssumeRole on resource: "
                        + form.get("RoleArn");
            }
            if (wrong == null) {
                send(exchange, 200, granted(String.valueOf(form.get("Action"))));
            } else {
                send(
                        exchange,
                        403,
                        "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>" + wrong
                                + "</Message></Error><RequestId>r</RequestId></ErrorResponse>");
            }
        }
    }

    private String granted(String action) {
        String id = "ASIA" + asked.size() + "EXAMPLE";
        bedrock.signatures().know(id, "granted-secret", "granted/token+==");
        String ends = Instant.now()
                .plus(1, ChronoUnit.HOURS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        return "<" + action + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action
                + "Result><Credentials><AccessKeyId>"
                + id
                + "</AccessKeyId><SecretAccessKey>granted-secret</SecretAccessKey><SessionToken>granted/token+==</SessionToken>"
                + "<Expiration>" + ends + "</Expiration></Credentials></" + action + "Result></" + action + "Response>";
    }

    private static void send(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
