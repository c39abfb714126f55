package io.callstream.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.testkit.FakeDestination;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.Fault;
import io.callstream.sink.testkit.ManualClock;
import io.callstream.sink.testkit.ReceivedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpSenderTest {
    private static final Message HELLO = Message.json("{\"hello\":\"wörld\"}".getBytes(StandardCharsets.UTF_8));

    private final FakeDestination destination = FakeDestination.start(401, HttpSenderTest::rules);
    private final HttpSender sender = new HttpSender(
            new HttpOptions(Duration.ofSeconds(2), true, 1000), new ManualClock(Instant.parse("2026-11-20T12:00:00Z")));

    private static FakeReply rules(ReceivedRequest request) {
        return request.path().equals("/moved")
                ? new FakeReply(302, Map.of("Location", "/elsewhere"), "")
                : FakeReply.ok("fine");
    }

    @AfterEach
    void close() {
        sender.close();
        destination.close();
    }

    @Test
    void theMessageArrivesCompressedWithItsHeaders() {
        Answer answer = sender.post(
                new Target(destination.uri("/path"), Map.of("Authorization", "Basic abc")), HELLO.with("X-One", "1"));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Replied.class,
                        replied -> assertThat(replied.text()).isEqualTo("fine"));
        ReceivedRequest request = destination.requests().get(0);
        assertThat(request.text()).isEqualTo("{\"hello\":\"wörld\"}");
        assertThat(request.header("content-encoding")).isEqualTo("gzip");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        assertThat(request.header("authorization")).isEqualTo("Basic abc");
        assertThat(request.header("x-one")).isEqualTo("1");
    }

    @Test
    void headersOfTheAnswerCanBeRead() {
        Answer answer = sender.post(new Target(destination.uri("/moved"), Map.of()), HELLO);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Replied.class,
                        replied -> assertThat(replied.headers()).containsEntry("location", "/elsewhere"));
    }

    @Test
    void aRedirectIsNotFollowed() {
        assertThat(status("/moved")).isEqualTo(302);
        assertThat(destination.requests()).hasSize(1);
    }

    @Test
    void anAnswerIsReadUpToItsCap() {
        destination.inflict(Fault.HUGE_REPLY);
        assertThat(sender.post(target("/"), HELLO))
                .isInstanceOfSatisfying(
                        Answer.Replied.class,
                        replied -> assertThat(replied.body()).hasSize(1000));
    }

    @Test
    void theTimeoutCoversTheWholeAnswer() {
        destination.inflict(Fault.SLOW);
        assertThat(sender.post(target("/"), HELLO)).isEqualTo(unreachable("timeout"));
    }

    @Test
    void halfAnAnswerIsNone() {
        destination.inflict(Fault.CUT_OFF);
        assertThat(sender.post(target("/"), HELLO)).isEqualTo(unreachable("connection lost"));
    }

    @Test
    void nobodyThereIsUnreachable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Target nobody = new Target(URI.create("http://127.0.0.1:" + port), Map.of());
        assertThat(sender.post(nobody, HELLO))
                .isEqualTo(new Answer.Unreachable("cannot reach 127.0.0.1:" + port + " (connect: Connection refused)"));
    }

    /** With host and cause, and without a path. */
    private Answer.Unreachable unreachable(String cause) {
        return new Answer.Unreachable("cannot reach " + destination.uri("").getAuthority() + " (" + cause + ")");
    }

    @Test
    void theWaitAskedForIsRead() {
        destination.inflict(Fault.BUSY);
        assertThat(sender.post(target("/"), HELLO))
                .isInstanceOfSatisfying(
                        Answer.Replied.class,
                        replied -> assertThat(replied.retryAfter()).isEqualTo(Optional.of(Fault.BUSY_FOR)));
    }

    @Test
    void nothingIsSentOnceClosed() {
        sender.close();
        assertThat(sender.post(target("/"), HELLO)).isEqualTo(new Answer.Unreachable("closed"));
        assertThat(destination.requests()).isEmpty();
    }

    @Test
    void secretsAreNotPrinted() {
        Target target = new Target(URI.create("https://hooks.example/services/T0/B0/secret"), Map.of("a", "secret"));
        assertThat(target.toString() + HELLO).doesNotContain("secret").doesNotContain("hello");
    }

    private Target target(String path) {
        return new Target(destination.uri(path), Map.of());
    }

    private int status(String path) {
        return sender.post(target(path), HELLO) instanceof Answer.Replied replied ? replied.status() : 0;
    }
}
