package io.callstream.gateway.upstream;

import io.callstream.gateway.config.UpstreamConfig;
import io.callstream.gateway.net.DeadlineScanner;
import io.callstream.gateway.net.FlushBatcher;
import io.callstream.gateway.net.ProviderAddress;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** The connection pools of one event loop, by provider address. Only for that loop. */
public final class Upstreams {
    private final UpstreamConfig config;
    private final DeadlineScanner sweep;
    private final Function<ProviderAddress, Connector> connectors;
    private final Map<ProviderAddress, ConnectionPool> pools = new HashMap<>();

    Upstreams(UpstreamConfig config, DeadlineScanner sweep, Function<ProviderAddress, Connector> connectors) {
        this.config = config;
        this.sweep = sweep;
        this.connectors = connectors;
    }

    /**
     * What all loops share.
     *
     * @param sockets class of client channels
     * @param background resolves names
     */
    public record Shared(
            UpstreamConfig config, Class<? extends Channel> sockets, ExecutorService background, SslContext tls) {
        /** With the system's trust store, and host names checked. */
        public static Shared of(UpstreamConfig config, Class<? extends Channel> sockets, ExecutorService background) {
            try {
                SslContext tls = SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .endpointIdentificationAlgorithm("HTTPS")
                        .build();
                return new Shared(config, sockets, background, tls);
            } catch (SSLException e) {
                throw new IllegalStateException("TLS for https providers cannot be set up: " + e.getMessage(), e);
            }
        }
    }

    public static Upstreams of(Shared shared, EventLoop loop, DeadlineScanner sweep, FlushBatcher flushes) {
        int connectMillis = (int) shared.config().connectTimeout().toMillis();
        SocketConnector.ConnectorContext context = new SocketConnector.ConnectorContext(
                loop, shared.sockets(), connectMillis, new HostNames(shared.background()), shared.tls(), flushes);
        return new Upstreams(shared.config(), sweep, address -> new SocketConnector(address, context));
    }

    public ConnectionPool pool(ProviderAddress address) {
        return pools.computeIfAbsent(
                address,
                each -> new ConnectionPool(
                        connectors.apply(each),
                        sweep,
                        config.maxConnections(),
                        config.idleTimeout().toNanos()));
    }

    /** Closes idle connections. */
    public void close() {
        pools.values().forEach(ConnectionPool::close);
    }
}
