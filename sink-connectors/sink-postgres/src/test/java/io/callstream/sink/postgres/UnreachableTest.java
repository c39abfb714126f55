package io.callstream.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.sink.SinkSettings;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A database that does not let the sink in says why, without its password. */
class UnreachableTest {
    private static final String PASSWORD = "pw-4711";
    /** What poolers let pass at the start of a connection. */
    private static final Set<String> KNOWN = Set.of(
            "user", "database", "client_encoding", "DateStyle", "TimeZone", "application_name", "extra_float_digits");

    private final TestDatabase database = new TestDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @DisplayName("P08: TLS is required and the server has none")
    void withoutTls() {
        assertThat(refusal(database.jdbcUrl(database.port()) + "?sslmode=require", database.user()))
                .contains(":" + database.port())
                .contains("SSL");
    }

    @Test
    @DisplayName("P08: an unknown host")
    void unknownHost() {
        assertThat(refusal("postgres://nobody:" + PASSWORD + "@no-such-host.invalid:5432/calls", "nobody"))
                .contains("no-such-host.invalid:5432")
                .contains("unknown host");
    }

    @Test
    @DisplayName("P08: a port where nobody listens")
    void refused() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(refusal("postgres://nobody:" + PASSWORD + "@127.0.0.1:" + port + "/calls", "nobody"))
                .contains("127.0.0.1:" + port)
                .containsIgnoringCase("refused");
    }

    @Test
    @DisplayName("P08: Node's sslmode=no-verify is encryption without a check")
    void noVerify() {
        Problems problems = new Problems();
        PostgresSinkConfig config = config(Map.of("url", "postgres://u:p@db/calls?sslmode=no-verify"), problems);
        problems.throwIfAny();
        assertThat(config.database().address().jdbcUrl().reveal()).endsWith("?sslmode=require");
    }

    @Test
    @DisplayName("P07: no parameter at the start of a connection that a pooler refuses, on any port")
    void whatAPoolerHears() throws Exception {
        try (ServerSocket pooler = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<String>> heard = CompletableFuture.supplyAsync(() -> startup(pooler));
            refusal(
                    "postgres://nobody:" + PASSWORD + "@127.0.0.1:" + pooler.getLocalPort() + "/calls?sslmode=disable",
                    "nobody");
            assertThat(heard.get(2, TimeUnit.MINUTES)).isNotEmpty().isSubsetOf(KNOWN);
        }
    }

    /** Names of the parameters of the first connection's startup message; no answer follows. */
    private static List<String> startup(ServerSocket pooler) {
        try (Socket client = pooler.accept()) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            byte[] message = new byte[in.readInt() - Integer.BYTES];
            in.readFully(message);
            String[] words = new String(message, Integer.BYTES, message.length - Integer.BYTES, StandardCharsets.UTF_8)
                    .split("\0");
            List<String> names = new ArrayList<>();
            for (int at = 0; at + 1 < words.length; at += 2) {
                names.add(words[at]);
            }
            return names;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String refusal(String url, String user) {
        Map<String, Object> settings = new HashMap<>(Map.of("url", url, "user", user, "timeout", "2s"));
        settings.put("password", user.equals(database.user()) ? database.password() : PASSWORD);
        Problems problems = new Problems();
        PostgresSinkConfig config = config(settings, problems);
        problems.throwIfAny();
        Throwable thrown = catchThrowable(() -> Database.open(config, "postgres"));
        assertThat(thrown).isNotNull();
        assertThat(String.valueOf(thrown.getMessage())).doesNotContain(PASSWORD).doesNotContain(database.password());
        return String.valueOf(thrown.getMessage());
    }

    private static PostgresSinkConfig config(Map<String, Object> settings, Problems problems) {
        Section section = new Section("callstream.sinks.postgres", settings, problems);
        return new PostgresSinkFactory().configure(new SinkSettings(section, Environment.of(Map.of())));
    }
}
