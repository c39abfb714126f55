package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP as strict as it has to be: framing, limits, pipelining, methods. */
class HttpRulesTest {
    private static final String LIMITS = """
            callstream:
              server: {max_body_bytes: 4096, max_header_bytes: 2048, max_connections: 3}
            """;
    private static final String IMPATIENT = "callstream: {server: {request_timeout: 300ms, idle_timeout: 10m}}\n";

    private final Http http = new Http();
    private SimulatedProvider provider;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        provider = SimulatedProvider.start();
        gateway = TestGateway.toAll(provider.apiBase(), LIMITS);
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: five\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: identity\r\n",
                "Host: twice\r\n",
                "X-Folded: one\r\n two\r\n",
                "Transfer-Encoding:\r\n\tchunked\r\n",
            })
    void ambiguousFramingIsRefusedAndTheConnectionClosed(String headers) throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.write("POST " + Asking.CHAT + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\nhello");

            String answer = client.readAll();

            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("connection: close")
                    .contains("{\"error\":");
        }
        assertThat(provider.received()).isEmpty();
    }

    @Test
    void aFoldedHeaderIsRefusedHoweverItArrives() throws IOException {
        String body = Asking.plain("m");
        try (RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, body, "X-Plain: one\ttwo  \r\n"));
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
            client.write("\r\nGET /health/liveliness HTTP/1.1\r\nX: " + "y".repeat(1000) + "\r\n");
            client.write("\tfolded\r\nHost: x\r\n\r\n");

            assertThat(client.readAll()).contains("HTTP/1.1 400 ").contains("connection: close");
        }
    }

    @Test
    void aBodyMayHaveIndentedLines() throws IOException {
        String body = Asking.plain("m").replace(",", ",\r\n \t");
        try (RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, body));

            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void requestsSentAtOnceAreAnsweredInOrder() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            String slow = RawClient.post(Asking.CHAT, Asking.plain("sim-slow-100ms"));
            String health = "GET /health/liveliness HTTP/1.1\r\nHost: x\r\n\r\n";
            client.write(slow + health + slow + health);

            String first = client.readUntil("alive!");
            String second = client.readUntil("alive!");

            assertThat(first).contains("chat.completion");
            assertThat(second).contains("chat.completion");
        }
        assertThat(gateway.tape().await(SuccessEvent.class, 2)).hasSize(2);
        assertThat(gateway.tape().kinds())
                .startsWith(EventKind.PRE_CALL)
                .containsExactlyInAnyOrder(
                        EventKind.PRE_CALL, EventKind.SUCCESS, EventKind.PRE_CALL, EventKind.SUCCESS);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.write("POST " + Asking.CHAT
                    + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1000000\r\n\r\n");

            String answer = client.readAll();

            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("payload_too_large");
        }
        assertThat(gateway.tape().await(FailureEvent.class).getErrorCode()).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void aBodyThatGrowsTooLargeIsRefused() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.write("POST " + Asking.CHAT + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.write("1000\r\n" + " ".repeat(4096) + "\r\n1000\r\n" + " ".repeat(4096) + "\r\n");

            assertThat(client.readAll()).startsWith("HTTP/1.1 413 ");
        }
        assertThat(gateway.tape().await(FailureEvent.class).getErrorCode()).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void aHeadThatIsTooLargeIsRefused() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.write("GET /health/liveliness HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(4000) + "\r\n\r\n");

            assertThat(client.readAll()).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void aRequestThatDoesNotArriveInTimeIsRefused() throws IOException {
        try (TestGateway impatient = TestGateway.toAll(provider.apiBase(), IMPATIENT);
                RawClient client = new RawClient(impatient.port())) {
            client.write("POST " + Asking.CHAT + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");

            assertThat(client.readAll()).startsWith("HTTP/1.1 408 ");
            assertThat(impatient.tape().await(FailureEvent.class).getErrorCode())
                    .isEqualTo("REQUEST_TIMEOUT");
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws IOException {
        String idle = "callstream: {server: {idle_timeout: 400ms}}\n";
        try (TestGateway impatient = TestGateway.toAll(provider.apiBase(), idle);
                RawClient client = new RawClient(impatient.port())) {
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws IOException {
        String body = Asking.plain("m");
        try (RawClient client = new RawClient(gateway.port())) {
            client.write("POST " + Asking.CHAT + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
                    + body.length() + "\r\n\r\n");
            assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

            client.write(body);

            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void tooManyConnectionsAreTurnedAway() throws IOException {
        try (RawClient one = new RawClient(gateway.port());
                RawClient two = new RawClient(gateway.port());
                RawClient three = new RawClient(gateway.port())) {
            Awaitility.await().until(() -> gateway.wiring().connections().open() == 3);

            try (RawClient four = new RawClient(gateway.port())) {
                assertThat(four.readAll()).startsWith("HTTP/1.1 503 ").contains("too_many_connections");
            }
            assertThat(one).isNotEqualTo(two).isNotEqualTo(three);
        }
    }

    @Test
    @DisplayName("Security 10: a probe is answered when no connection is left for anything else")
    void aProbeIsAnsweredWhenThereIsNoRoom() throws IOException {
        try (RawClient one = new RawClient(gateway.port());
                RawClient two = new RawClient(gateway.port());
                RawClient three = new RawClient(gateway.port())) {
            Awaitility.await().until(() -> gateway.wiring().connections().open() == 3);

            assertThat(http.get(gateway.url("/health/readiness")).statusCode()).isEqualTo(200);
            assertThat(http.get(gateway.url("/health/liveliness")).headers().firstValue("connection"))
                    .hasValue("close");
            assertThat(http.get(gateway.url("/metrics")).body()).contains("callstream_connections");
            assertThat(http.get(gateway.url("/v1/models")).statusCode()).isEqualTo(503);
            assertThat(http.post(gateway.url(Asking.CHAT), Asking.plain("m")).body())
                    .contains("too_many_connections");
            assertThat(one).isNotEqualTo(two).isNotEqualTo(three);
        }
        assertThat(gateway.tape().kinds()).isEmpty();
    }

    @Test
    @DisplayName("X19: no byte of the next request is taken for the body of an old WebSocket draft's")
    void noByteIsSwallowed() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.write("GET /health/liveliness HTTP/1.1\r\nHost: x\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key1: 4 @1  46546xW%0l 1 5\r\nSec-WebSocket-Key2: 12998 5 Y3 1  .P00\r\n\r\n"
                    + "GET /health/liveness HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.readUntil("alive!")).startsWith("HTTP/1.1 200 OK");
            assertThat(client.readUntil("alive!")).contains("HTTP/1.1 200 OK");
        }
    }

    @Test
    @DisplayName("Cause 8: a head that comes in pieces has the request's time, not the idle connection's")
    void aHeadInPiecesHasTheRequestsTime() throws IOException {
        try (TestGateway impatient = TestGateway.toAll(provider.apiBase(), IMPATIENT);
                RawClient client = new RawClient(impatient.port())) {
            client.write("POST /v1/chat/completions HTT");

            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void optionsOfTheWholeServer() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.write("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 204 ").contains("allow: GET, HEAD, POST");
        }
    }

    @Test
    void olderClientsGetTheStreamUntilTheConnectionEnds() throws IOException {
        String body = Asking.stream("sim-text");
        try (RawClient client = new RawClient(gateway.port())) {
            client.write("POST " + Asking.CHAT + " HTTP/1.0\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

            assertThat(client.readAll())
                    .doesNotContain("transfer-encoding")
                    .contains("\r\n\r\ndata: {")
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/nowhere, 404, unknown_url",
        "/v1/chat/completions, 405, method_not_allowed",
    })
    void whatIsNotThereIsNoCall(String path, int status, String code) {
        HttpResponse<String> response = http.get(gateway.url(path));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(code);
        assertThat(gateway.tape().kinds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/v1/messages, 405, invalid_request_error", "/v1/messages/nowhere, 404, not_found_error"})
    void anthropicsClientsReadErrorsInTheirForm(String path, int status, String type) {
        HttpResponse<String> response = http.get(gateway.url(path));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).startsWith("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":");
    }

    @Test
    void optionsAndHeadAreAnswered() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.write("OPTIONS /v1/models HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 204 ").contains("allow: GET, HEAD, OPTIONS");
            client.write(
                    "HEAD /health/liveliness HTTP/1.1\r\nHost: x\r\n\r\nGET /health/liveliness HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.readUntil("\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("content-length");
            assertThat(client.readUntil("alive")).startsWith("HTTP/1.1 200 OK");
        }
    }
}
