package io.callstream.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.UpstreamConfig;
import io.callstream.gateway.net.ProviderAddress;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a connection serves again, when it does not, and what a call hears of that. */
class ConnectionPoolTest {
    private static final ProviderAddress ADDRESS = ProviderAddress.of(URI.create("http://one.example/v1"));
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\n\r\n";

    private final VirtualLoop loop = new VirtualLoop();
    private final ScriptedUpstream upstream =
            new ScriptedUpstream(loop, new UpstreamConfig(Duration.ofSeconds(5), Duration.ofSeconds(55), 1, 1 << 20));
    private final RecordingListener listener = new RecordingListener();

    @AfterEach
    void closeAll() {
        loop.close();
    }

    private UpstreamCall send(RecordingListener to) {
        UpstreamCall call = upstream.upstreams()
                .pool(ADDRESS)
                .start(Unpooled.copiedBuffer("POST / HTTP/1.1\r\n\r\n", StandardCharsets.US_ASCII), to);
        loop.run();
        return call;
    }

    @Test
    void aConnectionServesAgainAfterAnAnswer() {
        send(listener);
        upstream.wire().send(EMPTY);
        send(listener);

        assertThat(upstream.wires()).hasSize(1);
        assertThat(upstream.wire().count()).isEqualTo(2);
    }

    @Test
    void oneThatWasClosedMeanwhileIsReplacedAndTheRequestSentOnceMore() {
        send(listener);
        upstream.wire().send(EMPTY);
        RecordingListener second = new RecordingListener();
        send(second);

        upstream.wire().close();

        assertThat(upstream.wires()).hasSize(2);
        assertThat(upstream.wire().count()).isEqualTo(1);
        assertThat(second.heard()).isEmpty();
    }

    @Test
    void aFreshOneThatIsCutIsAFailure() {
        send(listener);

        upstream.wire().close();

        assertThat(listener.heard()).containsExactly("failed CUT_BEFORE_HEAD");
        assertThat(upstream.wires()).hasSize(1);
    }

    @Test
    void noMoreAreMadeThanAllowed() {
        send(listener);
        RecordingListener second = new RecordingListener();

        send(second);

        assertThat(second.heard()).containsExactly("failed BUSY");
    }

    @Test
    void theDeadlineEndsTheCallAndItsConnection() {
        send(listener).deadline(loop.ticker().nanoTime() + Duration.ofSeconds(2).toNanos());

        loop.advance(Duration.ofMillis(1990));
        assertThat(listener.heard()).isEmpty();

        loop.advance(Duration.ofMillis(50));

        assertThat(listener.heard()).containsExactly("failed TIMEOUT");
        assertThat(upstream.wire().open()).isFalse();
    }

    @Test
    void whatIsNotNeededOfAnAnswerIsPassedOverAndTheConnectionServesAgain() {
        UpstreamCall call = send(listener);
        upstream.wire().send("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n");

        call.settle();
        upstream.wire().send("rest");
        send(new RecordingListener());

        assertThat(listener.heard()).containsExactly("head 200", "read");
        assertThat(upstream.wires()).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotEndIsNotWaitedFor() {
        UpstreamCall call = send(listener);
        upstream.wire().send("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n");

        call.settle();
        loop.advance(Duration.ofMillis(900));
        assertThat(upstream.wire().open()).isTrue();

        loop.advance(Duration.ofMillis(200));

        assertThat(upstream.wire().open()).isFalse();
    }

    @Test
    void unusedConnectionsAreClosedAfterTheirTime() {
        send(listener);
        upstream.wire().send(EMPTY);

        loop.advance(Duration.ofSeconds(54));
        assertThat(upstream.wire().open()).isTrue();

        loop.advance(Duration.ofSeconds(3));

        assertThat(upstream.wire().open()).isFalse();
    }

    @Test
    void aProviderThatCannotBeReachedIsSaidToBe() {
        upstream.refuse(1);

        send(listener);

        assertThat(listener.heard()).containsExactly("failed REFUSED");
    }
}
