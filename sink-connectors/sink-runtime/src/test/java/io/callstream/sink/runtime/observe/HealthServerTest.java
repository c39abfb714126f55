package io.callstream.sink.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.AllowedHosts;
import io.callstream.sink.runtime.deliver.Trouble;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServerTest {
    private final SinkMonitor sink = new SinkMonitor("test", new SimpleMeterRegistry(), Clock.systemUTC());
    private final SinkMonitor route = new SinkMonitor("test.team-a", new SimpleMeterRegistry(), Clock.systemUTC());
    private final AtomicInteger resumptions = new AtomicInteger();
    private final HealthServer server = HealthServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            this::statuses,
            () -> "metric 1\n".repeat(200_000),
            resumptions::incrementAndGet,
            new AllowedHosts(Set.of("Sink.Example.com")));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("X22: half-sent requests, and answers that nobody reads, hold up nobody else")
    void slowClientsHoldUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = connect();
                send(socket, i % 2 == 0 ? "GET /health HT" : "GET /metrics HTTP/1.1\r\n\r\n");
                slow.add(socket);
            }

            assertThat(get("/health", "127.0.0.1")).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(get("/metrics", "localhost")).endsWith("metric 1\n").hasSizeGreaterThan(1_800_000);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:9464",
                "localhost",
                "LOCALHOST:80",
                "[::1]:9464",
                "sink-postgres:9464",
                "sink.example.com",
                "a.b.svc.cluster.local:1"
            })
    void answersUnderNamesThatAreOurs(String host) throws Exception {
        assertThat(get("/health", host)).startsWith("HTTP/1.1 200 OK\r\n");
    }

    @ParameterizedTest
    @DisplayName("X22: a page of somebody else's cannot read the port by a name that leads to it")
    @ValueSource(
            strings = {"evil.example", "127.0.0.1.evil.example:9464", "localhost.evil.example", "127.0.0.1@evil.example"
            })
    void answersUnderNoOtherName(String host) throws Exception {
        assertThat(get("/health", host))
                .startsWith("HTTP/1.1 421 Misdirected Request\r\n")
                .contains("health_hosts");
        assertThat(get("/metrics", host))
                .startsWith("HTTP/1.1 421 Misdirected Request\r\n")
                .doesNotContain("metric 1");
    }

    @Test
    void aRequestThatMakesNoSenseIsAnswered() throws Exception {
        assertThat(ask("nonsense\r\n\r\n")).startsWith("HTTP/1.1 405");
        assertThat(ask("POST /health HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405");
        assertThat(get("/elsewhere", "localhost")).startsWith("HTTP/1.1 404");
        assertThat(ask("GET /health?x=1 HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(ask("HEAD /health HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n");
    }

    @Test
    void whoReachesThePortResumesTheSink() throws Exception {
        assertThat(ask("POST /resume HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 202");
        assertThat(resumptions).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /resume HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /resume HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n",
                "POST /resume HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n\r\n",
                "POST /resume HTTP/1.1\r\nHost: localhost\r\nsec-fetch-site: cross-site\r\n\r\n",
                "POST /resume HTTP/1.1\r\nHost: evil.example\r\n\r\n"
            })
    void noPageResumesTheSink(String request) throws Exception {
        assertThat(ask(request)).startsWith("HTTP/1.1 4");
        assertThat(resumptions).hasValue(0);
    }

    @Test
    @DisplayName("Delivery 9: a held route shows in the status of /health")
    void aHeldRouteCounts() throws Exception {
        route.held("key revoked");

        assertThat(get("/health", "localhost")).startsWith("HTTP/1.1 503").contains("key revoked");
    }

    @Test
    @DisplayName("Delivery 9: of several troubles the worst is shown, and each ends by itself")
    void theWorstTroubleIsShown() {
        sink.reading();
        sink.trouble(Trouble.LETTERS, "no letters");
        sink.held("key revoked");
        assertThat(sink.status().reason()).isEqualTo("key revoked");
        assertThat(sink.status().state()).isEqualTo(SinkStatus.State.HELD);

        sink.working();
        assertThat(sink.status().reason()).isEqualTo("no letters");
        assertThat(sink.status().state()).isEqualTo(SinkStatus.State.WAITING);

        sink.over(Trouble.LETTERS);
        assertThat(sink.status().state()).isEqualTo(SinkStatus.State.RUNNING);
    }

    @Test
    @DisplayName("Delivery 9: the destination's own reason is said beside the kind of failure")
    void theDestinationsReasonIsSaid() {
        sink.waiting("SinkUnavailableException", "no connection to db.example:3306: Connection refused", 2);

        assertThat(sink.status().reason())
                .isEqualTo(
                        "SinkUnavailableException (no connection to db.example:3306: Connection refused), 2 tries failed");
        assertThat(sink.status().retriesByReason()).containsOnlyKeys("SinkUnavailableException");
    }

    private Map<String, SinkStatus> statuses() {
        Map<String, SinkStatus> statuses = new LinkedHashMap<>();
        statuses.put("test", sink.status());
        statuses.put("test.team-a", route.status());
        return statuses;
    }

    private String get(String path, String host) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    private String ask(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
