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

/** A long request goes out at the provider's pace, and is given back however its call ends. */
class LongRequestOnWireTest {
    private static final ProviderAddress ADDRESS = ProviderAddress.of(URI.create("http://one.example/v1"));
    private static final String HEAD = "POST / HTTP/1.1\r\ncontent-length: 1000000\r\n\r\n";
    private static final String BODY = "0123456789".repeat(100_000);
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\n\r\n";

    private final VirtualLoop loop = new VirtualLoop();
    private final ScriptedUpstream upstream =
            new ScriptedUpstream(loop, new UpstreamConfig(Duration.ofSeconds(5), Duration.ofSeconds(55), 2, 1 << 20));
    private final RecordingListener listener = new RecordingListener();
    private final ByteBuf request = Unpooled.copiedBuffer(HEAD + BODY, StandardCharsets.US_ASCII);

    @AfterEach
    void closeAll() {
        loop.close();
        assertThat(request.refCnt()).as("a request that is over").isZero();
    }

    /** On a connection that has served before; the provider has taken none of it yet. */
    private ProviderWire begin() {
        ByteBuf before = Unpooled.copiedBuffer("POST / HTTP/1.1\r\n\r\n", StandardCharsets.US_ASCII);
        pool().start(before, new RecordingListener());
        ProviderWire wire = upstream.wire().send(EMPTY);
        wire.requests();
        call = pool().start(request, listener);
        return wire;
    }

    private UpstreamCall call;

    private ConnectionPool pool() {
        return upstream.upstreams().pool(ADDRESS);
    }

    @Test
    void itArrivesWhole() {
        ProviderWire wire = begin();

        assertThat(wire.requests()).endsWith(HEAD + BODY);

        wire.send(EMPTY);

        assertThat(listener.heard()).containsExactly("head 204", "end");
        assertThat(wire.open()).isTrue();
    }

    @Test
    void anAnswerThatComesBeforeAllOfItIsOutCountsAndTheConnectionEnds() {
        ProviderWire wire = begin();

        wire.send("HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n");

        assertThat(listener.heard()).containsExactly("head 413", "end");
        assertThat(wire.open()).isFalse();
    }

    @Test
    void whoCancelsSendsNoMoreOfIt() {
        ProviderWire wire = begin();

        call.cancel();
        loop.run();

        assertThat(wire.open()).isFalse();
        assertThat(listener.heard()).isEmpty();
    }

    @Test
    void aProviderThatHangsUpMeanwhileIsSentAllOfItOnAFreshConnection() {
        ProviderWire wire = begin();

        wire.close();

        assertThat(upstream.wires()).hasSize(2);
        assertThat(upstream.wire().requests()).isEqualTo(HEAD + BODY);
        assertThat(listener.heard()).isEmpty();
    }
}
