package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nobody takes more memory than there is, and nobody without a key takes what others need. */
class RequestMemoryTest {
    private static final String KEYED = "Authorization: Bearer sk-client\r\n";
    private static final int MIB = 1 << 20;
    private static final String ANSWER =
            "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}";

    private final CountDownLatch answering = new CountDownLatch(1);
    private final RawProvider provider = provider();
    private final TestGateway gateway = TestGateway.toAll(provider.apiBase(), """
            general_settings:
              master_key: sk-client
            callstream:
              server:
                max_memory_bytes: 16MiB
            """);
    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        answering.countDown();
        for (RawClient client : clients) {
            client.close();
        }
        gateway.close();
        provider.close();
    }

    @Test
    @DisplayName("X1: whoever has no key is told at the head, before any of the body is taken in")
    void withoutAKeyNoBodyIsTaken() throws IOException {
        for (int i = 0; i < 15; i++) {
            RawClient client = client();
            client.write(head("", 31 * MIB));
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 401 ").contains("connection: close");
        }

        assertThat(gateway.tape().await(FailureEvent.class, 5)).allSatisfy(event -> {
            assertThat(event.getErrorCode()).isEqualTo("AUTHENTICATION");
            assertThat(event.getRequestBody()).isNull();
        });
        assertThat(gateway.wiring().memory().all().taken()).isZero();
    }

    @Test
    @DisplayName("X1: a wrong key with Expect: 100-continue gets 401 and is not asked for its body")
    void aWrongKeyIsNotToldToContinue() throws IOException {
        RawClient client = client();
        client.write(head("Authorization: Bearer sk-wrong\r\nExpect: 100-continue\r\n", 1000));

        assertThat(client.readUntil("\r\n")).isEqualTo("HTTP/1.1 401 Unauthorized\r\n");
    }

    @Test
    void aRightKeyIsToldToContinue() throws IOException {
        answering.countDown();
        RawClient client = client();
        String body = Asking.plain("m");
        client.write(head(KEYED + "Expect: 100-continue\r\n", body.length()));

        assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        client.write(body);
        assertThat(client.readUntil("\r\n")).isEqualTo("HTTP/1.1 200 OK\r\n");
    }

    @Test
    @DisplayName("X1: a body that a page does not need is not kept")
    void pagesTakeNoBody() throws IOException {
        RawClient client = client();
        client.write("GET /health/liveliness HTTP/1.1\r\nHost: gateway\r\nContent-Length: " + 31 * MIB + "\r\n\r\n");
        client.write(" ".repeat(MIB));

        assertThat(gateway.wiring().memory().all().taken()).isLessThan(MIB);
        client.write(" ".repeat(30 * MIB));
        assertThat(client.readUntil("\r\n")).isEqualTo("HTTP/1.1 200 OK\r\n");
    }

    @Test
    @DisplayName("X2: unfinished heads take no more than their share, and others are served")
    void unfinishedHeadsLeaveRoomForOthers() throws IOException {
        answering.countDown();
        for (int i = 0; i < 200; i++) {
            client().write("POST /v1/chat/completions HTTP/1.1\r\nHost: gateway\r\nX-Long: " + "x".repeat(31_000));
        }
        awaitTaken(gateway.wiring().memory().heads().most() / 2);
        Awaitility.await().until(() -> gateway.wiring().memory().heads().refused() > 20);

        assertThat(gateway.wiring().memory().heads().taken())
                .isLessThanOrEqualTo(gateway.wiring().memory().heads().most());
        RawClient other = client();
        other.write(RawClient.post(Asking.CHAT, Asking.plain("m"), KEYED));
        assertThat(other.readUntil("\r\n")).isEqualTo("HTTP/1.1 200 OK\r\n");
    }

    @Test
    @DisplayName("X2: a client beyond the share is told to come back, and closed")
    void anUnfinishedHeadBeyondTheShareIsToldSo() throws IOException {
        for (int i = 0; i < 200; i++) {
            client().write("GET /" + "x".repeat(31_000));
        }
        Awaitility.await().until(() -> gateway.wiring().memory().heads().refused() > 0);

        RawClient late = client();
        late.write("GET /" + "x".repeat(31_000));
        assertThat(late.readAll()).startsWith("HTTP/1.1 503 ").contains("retry-after: 1");
    }

    @Test
    void aHeadOfThousandsOfLinesIsTooLarge() throws IOException {
        RawClient client = client();
        client.write("GET /health/liveliness HTTP/1.1\r\nHost: gateway\r\n" + "a:b\r\n".repeat(300) + "\r\n");

        assertThat(client.readUntil("\r\n")).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void requestsSentAheadWaitUndecodedAndAreAnsweredInOrder() throws IOException {
        RawClient client = client();
        client.write(RawClient.post(Asking.CHAT, Asking.plain("m"), KEYED)
                + "GET /health/liveliness HTTP/1.1\r\nHost: gateway\r\n\r\n".repeat(2000));
        Awaitility.await().until(() -> !provider.received().isEmpty());

        answering.countDown();
        assertThat(client.readUntil("chat.completion")).startsWith("HTTP/1.1 200 OK");
        for (int i = 0; i < 2000; i++) {
            client.readUntil("HTTP/1.1 200 OK");
        }
    }

    @Test
    @DisplayName("X3: calls beyond the memory get 503, and there is room again when others have ended")
    void callsBeyondTheMemoryAreRefused() throws IOException {
        String body = large(2 * MIB);
        List<RawClient> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RawClient client = client();
            client.write(RawClient.post(Asking.CHAT, body, KEYED));
            waiting.add(client);
        }
        Awaitility.await().until(() -> provider.received().size() == 4);

        RawClient beyond = client();
        beyond.write(head(KEYED, 7 * MIB));
        assertThat(beyond.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 503 ").contains("retry-after: 1");
        assertThat(gateway.tape().await(FailureEvent.class).getErrorCode()).isEqualTo("OVERLOADED");

        answering.countDown();
        for (RawClient client : waiting) {
            assertThat(client.readUntil("\r\n")).isEqualTo("HTTP/1.1 200 OK\r\n");
        }
        RawClient again = client();
        again.write(RawClient.post(Asking.CHAT, body, KEYED));
        assertThat(again.readUntil("\r\n")).isEqualTo("HTTP/1.1 200 OK\r\n");
    }

    @Test
    void aBodyThatCouldNeverFitIsTooLarge() throws IOException {
        RawClient client = client();
        client.write(head(KEYED, 31 * MIB));

        assertThat(client.readUntil("\r\n")).startsWith("HTTP/1.1 413 ");
    }

    private void awaitTaken(long bytes) {
        Awaitility.await().until(() -> gateway.wiring().memory().all().taken() >= bytes);
    }

    private RawClient client() throws IOException {
        RawClient client = new RawClient(gateway.port());
        clients.add(client);
        return client;
    }

    private static String head(String headers, int length) {
        return "POST " + Asking.CHAT + " HTTP/1.1\r\nHost: gateway\r\n" + headers + "Content-Length: " + length
                + "\r\n\r\n";
    }

    private static String large(int length) {
        String text = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"";
        return text + "x".repeat(length - text.length() - 4) + "\"}]}";
    }

    private RawProvider provider() {
        try {
            return new RawProvider((request, out) -> {
                try {
                    answering.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + ANSWER.length()
                                + "\r\n\r\n" + ANSWER)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
