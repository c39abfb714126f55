package io.callstream.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.UpstreamConfig;
import io.callstream.gateway.net.ProviderAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many connections there are, which of them is taken, and what becomes of one that comes too late. */
class PoolPlacesTest {
    private static final ProviderAddress ADDRESS = ProviderAddress.of(URI.create("http://one.example/v1"));
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\n\r\n";

    private final VirtualLoop loop = new VirtualLoop();
    private final ScriptedUpstream upstream =
            new ScriptedUpstream(loop, new UpstreamConfig(Duration.ofSeconds(5), Duration.ofSeconds(55), 2, 1 << 20));

    @AfterEach
    void closeAll() {
        loop.close();
    }

    private static ByteBuf request() {
        return Unpooled.copiedBuffer("POST / HTTP/1.1\r\n\r\n", StandardCharsets.US_ASCII);
    }

    private RecordingListener send() {
        RecordingListener listener = new RecordingListener();
        upstream.upstreams().pool(ADDRESS).start(request(), listener);
        loop.run();
        return listener;
    }

    @Test
    void whatARushHasLeftIsClosedAFewAtATime() {
        ScriptedUpstream wide = new ScriptedUpstream(
                loop, new UpstreamConfig(Duration.ofSeconds(5), Duration.ofSeconds(55), 500, 1 << 20));
        for (int i = 0; i < 250; i++) {
            wide.upstreams().pool(ADDRESS).start(request(), new RecordingListener());
        }
        loop.run();
        List.copyOf(wide.wires()).forEach(wire -> wire.send(EMPTY));

        loop.advance(Duration.ofMillis(55_990));
        long left = wide.wires().stream().filter(ProviderWire::open).count();
        loop.advance(Duration.ofMillis(100));

        assertThat(left).isPositive().isLessThan(250);
        assertThat(wide.wires()).noneMatch(ProviderWire::open);
    }

    @Test
    void aPlaceIsFreeAgainWhenItsConnectionHasGone() {
        send();
        send();
        assertThat(send().heard()).containsExactly("failed BUSY");

        upstream.wire().close();

        assertThat(send().heard()).isEmpty();
        assertThat(upstream.wires()).hasSize(3);
    }

    @Test
    void aPlaceIsFreeAgainWhenNoConnectionCameOfIt() {
        upstream.refuse(2);
        send();
        send();

        assertThat(send().heard()).isEmpty();
        assertThat(send().heard()).isEmpty();
    }

    @Test
    void oneThatWasClosedWhileItWasUnusedIsNotTaken() {
        send();
        upstream.wire().send(EMPTY);
        upstream.wire().close();

        assertThat(send().heard()).isEmpty();
        assertThat(upstream.wires()).hasSize(2);
        assertThat(upstream.wire().count()).isEqualTo(1);
    }

    @Test
    void theOneUsedLastIsTakenFirstAndTheOtherGrowsOld() {
        send();
        send();
        List<ProviderWire> both = upstream.wires();
        both.get(0).send(EMPTY);
        loop.advance(Duration.ofSeconds(30));
        both.get(1).send(EMPTY);
        send();
        both.get(1).send(EMPTY);

        loop.advance(Duration.ofSeconds(27));

        assertThat(both).extracting(ProviderWire::count).containsExactly(1, 2);
        assertThat(both).extracting(ProviderWire::open).containsExactly(false, true);
    }

    @Test
    void aGatewayThatStopsClosesWhatIsUnusedOnly() {
        send();
        send();
        List<ProviderWire> both = upstream.wires();
        both.get(0).send(EMPTY);

        upstream.upstreams().close();

        assertThat(both).extracting(ProviderWire::open).containsExactly(false, true);
    }

    @Test
    void everyAddressHasConnectionsOfItsOwn() {
        send();
        upstream.wire().send(EMPTY);

        upstream.upstreams()
                .pool(ProviderAddress.of(URI.create("http://other.example/v1")))
                .start(request(), new RecordingListener());

        assertThat(upstream.wires()).hasSize(2);
    }

    /** Connections that are made when a test says so. */
    private final class SlowConnector implements Connector {
        private final List<Promise<UpstreamConnection>> asked = new ArrayList<>();

        @Override
        public EventLoop loop() {
            return loop.loop();
        }

        @Override
        public Future<UpstreamConnection> connect(ConnectionPool pool) {
            Promise<UpstreamConnection> promise = loop().newPromise();
            asked.add(promise);
            return promise;
        }

        EmbeddedChannel succeed(ConnectionPool pool) {
            EmbeddedChannel channel = loop.channel(new ResponseDecoder(new HttpDecoderConfig()));
            UpstreamConnection connection = new UpstreamConnection(pool, channel, loop.flushes());
            channel.pipeline().addLast(connection);
            asked.remove(0).setSuccess(connection);
            loop.run();
            return channel;
        }
    }

    @Test
    void aConnectionThatComesAfterItsCallHasGoneServesTheNextOne() {
        SlowConnector connector = new SlowConnector();
        ConnectionPool pool = new ConnectionPool(connector, loop.deadlines(), 1, 1);
        RecordingListener impatient = new RecordingListener();
        ByteBuf never = request();
        pool.start(never, impatient).cancel();

        EmbeddedChannel channel = connector.succeed(pool);
        assertThat(channel.outboundMessages()).isEmpty();
        pool.start(request(), new RecordingListener());
        loop.run();

        assertThat(channel.outboundMessages()).hasSize(1);
        assertThat(connector.asked).isEmpty();
        assertThat(impatient.heard()).isEmpty();
        assertThat(never.refCnt()).isZero();
    }

    @Test
    void theDeadlineStrikesWhileTheConnectionIsBeingMade() {
        SlowConnector connector = new SlowConnector();
        ConnectionPool pool = new ConnectionPool(connector, loop.deadlines(), 1, 1);
        RecordingListener listener = new RecordingListener();
        ByteBuf never = request();
        pool.start(never, listener).deadline(pool.now() + Duration.ofSeconds(1).toNanos());

        loop.advance(Duration.ofMillis(1_100));

        assertThat(listener.heard()).containsExactly("failed TIMEOUT");
        assertThat(never.refCnt()).isZero();

        connector.asked.get(0).setFailure(new ConnectException("too late"));
        loop.run();

        assertThat(listener.heard()).hasSize(1);
    }
}
