package io.callstream.gateway.dialect.vertex;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Google's token endpoint for one service account: it gives tokens to who signs with the account's key for the right scope. */
public final class FakeGoogle implements AutoCloseable {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final String EMAIL = "robot@a-project.iam.gserviceaccount.com";

    private final HttpServer server;
    private final KeyPair keys;
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile int status = 200;

    public FakeGoogle() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/token", this::answer);
            server.start();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The account's credentials, as Google gives them out. */
    public String credentials() {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return new JsonObject()
                .with("type", "service_account")
                .with("project_id", "a-project")
                .with("private_key_id", "k1")
                .with("private_key", pem)
                .with("client_email", EMAIL)
                .with("client_id", "1")
                .with("token_uri", "http://127.0.0.1:" + server.getAddress().getPort() + "/token")
                .toString();
    }

    /** Answers with an error from now on. */
    public void refuse(int with) {
        status = with;
    }

    /** How many tokens have been given out. */
    public int tokens() {
        return tokens.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean good = status == 200 && isSigned(body);
            JsonObject answer = good
                    ? new JsonObject()
                            .with("access_token", "token-" + tokens.incrementAndGet())
                            .with("expires_in", 3600)
                            .with("token_type", "Bearer")
                    : new JsonObject().with("error", "invalid_grant").with("error_description", "no such luck");
            byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(good ? 200 : status == 200 ? 400 : status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private boolean isSigned(String body) {
        Map<String, String> form = Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        String[] jwt = form.get("assertion").split("\\.");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
            JsonValue claims = JsonValue.read(Slice.of(Base64.getUrlDecoder().decode(jwt[1])));
            return GRANT.equals(form.get("grant_type"))
                    && signature.verify(Base64.getUrlDecoder().decode(jwt[2]))
                    && claims instanceof JsonValue.Obj said
                    && EMAIL.equals(said.text("iss"))
                    && SCOPE.equals(said.text("scope"));
        } catch (GeneralSecurityException | InvalidJsonException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
