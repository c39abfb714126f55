package io.callstream.gateway.upstream;

import io.callstream.gateway.config.UpstreamConfig;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLException;

/** The connection pools of one event loop, by provider address. Only for that loop. */
public final class Upstreams {
    private final Connector.ConnectorContext surroundings;
    private final UpstreamConfig config;
    private final DeadlineScanner sweep;
    private final Map<ProviderAddress, ConnectionPool> pools = new HashMap<>();

    private Upstreams(Connector.ConnectorContext surroundings, UpstreamConfig config, DeadlineScanner sweep) {
        this.surroundings = surroundings;
        this.config = config;
        this.sweep = sweep;
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
        Connector.ConnectorContext surroundings = new Connector.ConnectorContext(
                loop, shared.sockets(), connectMillis, new HostNames(shared.background()), shared.tls(), flushes);
        return new Upstreams(surroundings, shared.config(), sweep);
    }

    public ConnectionPool pool(ProviderAddress address) {
        return pools.computeIfAbsent(
                address,
                each -> new ConnectionPool(
                        new Connector(each, surroundings),
                        sweep,
                        config.maxConnections(),
                        config.idleTimeout().toNanos()));
    }

    /** Closes idle connections. */
    public void close() {
        pools.values().forEach(ConnectionPool::close);
    }
}
