package io.callstream.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.net.DeadlineScanner;
import io.callstream.gateway.net.FlushBatcher;
import io.callstream.gateway.net.ProviderAddress;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections over sockets: to which of a name's addresses, and what is told when none can be made. */
class SocketConnectorTest {
    private static final int LONG_MILLIS = 30_000;
    private static final int SHORT_MILLIS = 50;
    /** Loopback addresses on which nothing listens. */
    private static final String CLOSED = "127.0.0.2";

    private static final String OPEN = "127.0.0.1";

    private static MultiThreadIoEventLoopGroup loops;
    private static ExecutorService background;

    private ServerSocket provider;

    @BeforeAll
    static void startLoops() {
        loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        background = Executors.newSingleThreadExecutor();
    }

    @AfterAll
    static void stopLoops() {
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        background.shutdownNow();
    }

    @BeforeEach
    void listen() throws Exception {
        provider = new ServerSocket(0, 1, InetAddress.getByName(OPEN));
    }

    @AfterEach
    void close() throws Exception {
        provider.close();
    }

    /** Tries to connect to a name that has these addresses; waits until that has succeeded or failed. */
    private Future<UpstreamConnection> connect(String scheme, int millis, String... addresses) throws Exception {
        EventLoop loop = loops.next();
        HostNames names = new HostNames(background, host -> addresses(host, addresses));
        SocketConnector connector = new SocketConnector(
                ProviderAddress.of(URI.create(scheme + "://provider.example:" + provider.getLocalPort() + "/v1")),
                new SocketConnector.ConnectorContext(
                        loop,
                        NioSocketChannel.class,
                        millis,
                        names,
                        SslContextBuilder.forClient().build(),
                        new FlushBatcher(loop)));
        ConnectionPool pool =
                new ConnectionPool(connector, new DeadlineScanner(Ticker.systemTicker()), 1, LONG_MILLIS * 1_000_000L);
        Future<UpstreamConnection> connecting =
                loop.submit(() -> connector.connect(pool)).get();
        assertThat(connecting.await(LONG_MILLIS)).as("it has an end").isTrue();
        return connecting;
    }

    private static InetAddress[] addresses(String host, String... addresses) throws UnknownHostException {
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        return all;
    }

    private static UpstreamFailure fault(Future<UpstreamConnection> failed) {
        assertThat(failed.isSuccess()).isFalse();
        return ConnectFaults.of(failed.cause());
    }

    @Test
    void theFirstAddressThatAnswersIsTaken() throws Exception {
        Future<UpstreamConnection> connected = connect("http", LONG_MILLIS, OPEN, CLOSED);

        assertThat(connected.isSuccess()).isTrue();
        assertThat(connected.getNow().usable()).isTrue();
        try (Socket accepted = provider.accept()) {
            connected.getNow().close();
            assertThat(accepted.getInputStream().read()).as("its end").isNegative();
        }
    }

    @Test
    void whereAnAddressRefusesTheNextOneIsTried() throws Exception {
        Future<UpstreamConnection> connected = connect("http", LONG_MILLIS, CLOSED, OPEN);

        assertThat(connected.isSuccess()).isTrue();
        try (Socket accepted = provider.accept()) {
            assertThat(accepted.isConnected()).isTrue();
        }
        connected.getNow().close();
    }

    @Test
    void whereAllRefuseTheProviderDoes() throws Exception {
        assertThat(fault(connect("http", LONG_MILLIS, CLOSED, "127.0.0.3"))).isEqualTo(UpstreamFailure.REFUSED);
    }

    @Test
    void aNameWithoutAddressesIsSaidToBeUnknown() throws Exception {
        assertThat(fault(connect("http", LONG_MILLIS))).isEqualTo(UpstreamFailure.UNRESOLVED);
    }

    @Test
    void whoSaysNothingWhileTlsIsNegotiatedIsNotWaitedForLongerThanForAConnection() throws Exception {
        Future<UpstreamConnection> failed = connect("https", SHORT_MILLIS, OPEN);

        assertThat(fault(failed)).isEqualTo(UpstreamFailure.TLS);
        assertThat(failed.cause()).hasMessageContaining(SHORT_MILLIS + "ms");
        try (Socket accepted = provider.accept()) {
            assertThat(accepted.getInputStream().readAllBytes())
                    .as("a greeting, and then the end")
                    .isNotEmpty();
        }
    }
}
