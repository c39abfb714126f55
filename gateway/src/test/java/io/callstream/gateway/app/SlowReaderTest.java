package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that reads slowly gets all of its answer: what bounds its lingering does not bound the sending. */
class SlowReaderTest {
    private static final int ANSWER_BYTES = 24 << 20;
    private static final String OPEN = "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[],\"x\":\"";
    private static final String BODY = OPEN + "x".repeat(ANSWER_BYTES - OPEN.length() - 2) + "\"}";

    /** Longer than the gateway lingers with a client that has its answer. */
    private static final Duration PAUSE = Duration.ofMillis(2_600);

    @ParameterizedTest
    @DisplayName("X16: over HTTP/1.0 and with Connection: close")
    @ValueSource(strings = {"HTTP/1.0\r\n", "HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"})
    void aSlowReaderGetsAllOfIt(String version) throws IOException {
        String request = Asking.plain("m");
        try (RawProvider provider = new RawProvider((received, out) -> {
                    out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length()
                                    + "\r\n\r\n" + BODY)
                            .getBytes(StandardCharsets.US_ASCII));
                });
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), "");
                Socket client = new Socket()) {
            client.setReceiveBufferSize(1 << 14);
            client.connect(new InetSocketAddress("127.0.0.1", gateway.port()));
            client.getOutputStream()
                    .write(("POST " + Asking.CHAT + " " + version + "Content-Length: " + request.length() + "\r\n\r\n"
                                    + request)
                            .getBytes(StandardCharsets.UTF_8));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollDelay(PAUSE)
                    .until(() -> provider.received().size() == 1);

            byte[] answer = client.getInputStream().readAllBytes();

            String text = new String(answer, StandardCharsets.US_ASCII);
            assertThat(count(text.substring(text.indexOf("\r\n\r\n")))).isEqualTo(count(BODY));
            gateway.tape().await(SuccessEvent.class);
        }
    }

    private static long count(String text) {
        return text.chars().filter(c -> c == 'x').count();
    }
}
