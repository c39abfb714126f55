package io.callstream.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.UpstreamConfig;
import io.callstream.gateway.net.ProviderAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection makes of the bytes that a provider sends, and whether it serves another call after them. */
class AnswerOnWireTest {
    private static final ProviderAddress ADDRESS = ProviderAddress.of(URI.create("http://one.example/v1"));
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final String FOUR_BYTES = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n";

    private final VirtualLoop loop = new VirtualLoop();
    private final ScriptedUpstream upstream =
            new ScriptedUpstream(loop, new UpstreamConfig(Duration.ofSeconds(5), Duration.ofSeconds(55), 2, 1 << 20));
    private final RecordingListener listener = new RecordingListener();
    private final ByteBuf request = request();

    @AfterEach
    void closeAll() {
        loop.close();
        assertThat(upstream.underWay())
                .as("deadlines of requests that are over")
                .isZero();
        assertThat(request.refCnt()).as("a request that was sent and is over").isZero();
    }

    private static ByteBuf request() {
        return Unpooled.copiedBuffer("POST / HTTP/1.1\r\n\r\n", StandardCharsets.US_ASCII);
    }

    private UpstreamCall send(ByteBuf bytes, RecordingListener to) {
        UpstreamCall call = upstream.upstreams().pool(ADDRESS).start(bytes, to);
        loop.run();
        return call;
    }

    private UpstreamCall send() {
        return send(request, listener);
    }

    /** Whether a further call goes out on the connection there is. */
    private boolean servesAgain() {
        int before = upstream.wires().size();
        send(request(), new RecordingListener());
        return upstream.wires().size() == before;
    }

    @Test
    void anAnswerIsHandedOverPieceByPiece() {
        send();
        upstream.wire().send(FOUR_BYTES + "an").send("sw");

        assertThat(listener.heard()).containsExactly("head 200", "body an", "read", "body sw", "end");
        assertThat(servesAgain()).isTrue();
    }

    @Test
    void theRequestIsGivenBackAsSoonAsTheAnswerBegins() {
        send();
        upstream.wire().requests();
        assertThat(request.refCnt()).isEqualTo(1);

        upstream.wire().send(FOUR_BYTES);

        assertThat(request.refCnt()).isZero();
    }

    @Test
    void anInterimAnswerIsNotTheAnswer() {
        send();
        upstream.wire().send("HTTP/1.1 100 Continue\r\n\r\n");
        assertThat(listener.heard()).containsOnly("read");

        upstream.wire().send(EMPTY);

        assertThat(listener.heard()).endsWith("head 204", "end");
        assertThat(servesAgain()).isTrue();
    }

    @Test
    void whoSwitchesProtocolsHasAnsweredAndIsAskedNoMoreOnThatConnection() {
        send();
        upstream.wire().send("HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n");

        assertThat(listener.heard()).startsWith("head 101");
        assertThat(servesAgain()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n",
                "HTTP/1.0 204 No Content\r\n\r\n",
                EMPTY + "HTTP/1.1 200 OK\r\n",
                EMPTY + EMPTY,
            })
    void aConnectionInDoubtServesNoMore(String answer) {
        send();
        upstream.wire().send(answer);

        assertThat(listener.heard()).startsWith("head 204", "end");
        assertThat(upstream.wire().open()).isFalse();
        assertThat(servesAgain()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 408 Request Timeout\r\n\r\n", "H"})
    void bytesThatNobodyAskedForEndAConnection(String bytes) {
        send();
        upstream.wire().send(EMPTY).send(bytes);

        assertThat(listener.heard()).doesNotContain("head 408");
        assertThat(upstream.wire().open()).isFalse();
        assertThat(servesAgain()).isFalse();
    }

    @Test
    void whatIsNoHttpIsSaidToBe() {
        send();
        upstream.wire().send("SSH-2.0-server\r\n\r\n");

        assertThat(listener.heard()).startsWith("failed NO_HTTP");
        assertThat(upstream.wire().open()).isFalse();
    }

    @Test
    void whatIsNoHttpIsNotAskedOnceMore() {
        send();
        upstream.wire().send(EMPTY);
        RecordingListener second = new RecordingListener();
        send(request(), second);

        upstream.wire().send("SSH-2.0-server\r\n\r\n");

        assertThat(second.heard()).startsWith("failed NO_HTTP");
        assertThat(upstream.wires()).hasSize(1);
    }

    @Test
    void aBodyThatBreaksOffIsSaidToBeCut() {
        send();
        upstream.wire().send(FOUR_BYTES + "an").close();

        assertThat(listener.heard()).containsExactly("head 200", "body an", "read", "failed CUT_IN_BODY");
    }

    @Test
    void aBodyWhoseChunksMakeNoSenseIsSaidToBeCut() {
        send();
        upstream.wire().begin(200, "text/plain").send("no length\r\n");

        assertThat(listener.heard()).contains("head 200", "failed CUT_IN_BODY");
        assertThat(upstream.wire().open()).isFalse();
    }

    @Test
    void anAnswerThatBeganOnAPooledConnectionIsNotAskedForAgain() {
        send();
        upstream.wire().send(EMPTY);
        RecordingListener second = new RecordingListener();
        send(request(), second);

        upstream.wire().send(FOUR_BYTES).close();

        assertThat(second.heard()).containsExactly("head 200", "read", "failed CUT_IN_BODY");
        assertThat(upstream.wires()).hasSize(1);
    }

    @Test
    void oneThatWasReplacedOnceIsNotReplacedAgain() {
        send();
        upstream.wire().send(EMPTY);
        RecordingListener second = new RecordingListener();
        send(request(), second);
        upstream.wire().close();

        upstream.wire().close();

        assertThat(second.heard()).containsExactly("failed CUT_BEFORE_HEAD");
        assertThat(upstream.wires()).hasSize(2);
    }

    @Test
    void aConnectionThatBreaksFailsItsCall() {
        send();

        upstream.wire().breakDown();

        assertThat(listener.heard()).containsExactly("failed CUT_BEFORE_HEAD");
        assertThat(upstream.wire().open()).isFalse();
    }

    @Test
    void whoCancelsHearsNothingMoreAndTheProviderSeesTheEnd() {
        UpstreamCall call = send();
        upstream.wire().send(FOUR_BYTES + "an");

        call.cancel();
        upstream.wire().send("sw");

        assertThat(listener.heard()).containsExactly("head 200", "body an", "read");
        assertThat(upstream.wire().open()).isFalse();
    }

    @Test
    void aDeadlineThatWasMetStrikesNobody() {
        send().deadline(loop.ticker().nanoTime() + Duration.ofSeconds(2).toNanos());
        upstream.wire().send(EMPTY);
        send(request(), new RecordingListener());

        loop.advance(Duration.ofSeconds(3));

        assertThat(listener.heard()).containsExactly("head 204", "end");
        assertThat(upstream.wire().open()).isTrue();
    }

    @Test
    void whoeverReadsSlowlyDoesNotSlowTheNextCallDown() {
        UpstreamCall call = send();
        upstream.wire().send(FOUR_BYTES);
        call.reading(false);
        assertThat(upstream.wire().read()).isFalse();

        upstream.wire().send("rest");

        assertThat(upstream.wire().read()).isTrue();
        assertThat(servesAgain()).isTrue();
    }

    @Test
    void whatIsPassedOverIsReadEvenIfTheClientDidNotKeepUp() {
        UpstreamCall call = send();
        upstream.wire().send(FOUR_BYTES);
        call.reading(false);

        call.settle();

        assertThat(upstream.wire().read()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {64 << 10, (64 << 10) + 1})
    void onlySoMuchIsPassedOver(int bytes) {
        UpstreamCall call = send();
        upstream.wire().begin(200, "text/plain");

        call.settle();
        upstream.wire().chunk("x".repeat(bytes));

        assertThat(upstream.wire().open()).isEqualTo(bytes == 64 << 10);
        assertThat(listener.heard()).containsExactly("head 200", "read");
    }

    @Test
    void whatBreaksOffWhileItIsPassedOverIsNoFailure() {
        UpstreamCall call = send();
        upstream.wire().send(FOUR_BYTES);

        call.settle();
        upstream.wire().close();

        assertThat(listener.heard()).containsExactly("head 200", "read");
    }
}
