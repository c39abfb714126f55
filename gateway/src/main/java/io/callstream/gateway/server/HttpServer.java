package io.callstream.gateway.server;

import io.callstream.gateway.config.ServerConfig;
import io.callstream.gateway.config.TlsFiles;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The listening socket and its connections. Thread contract: any thread but an event loop. */
public final class HttpServer {
    private static final int BACKLOG = 4096;
    private static final long POLL_NANOS = 5_000_000L;

    private final Channel listening;
    private final Connections connections;

    private HttpServer(Channel listening, Connections connections) {
        this.listening = listening;
        this.connections = connections;
    }

    /**
     * Listens from now on.
     *
     * @param port 0 picks a free one
     * @throws IllegalStateException if the port cannot be had, or the certificate cannot be used; says which
     */
    public static HttpServer start(
            ServerConfig config, int port, Transport transport, EventLoopGroup loops, ServerServices services) {
        Connections connections = new Connections();
        SslContext tls = config.tls().map(HttpServer::tls).orElse(null);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(transport.server())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ConnectionInitializer(config, services, connections, tls));
        ChannelFuture bound = bootstrap.bind(config.host(), port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException(
                    "cannot listen on " + config.host() + ":" + port + " (" + reason(bound.cause())
                            + "): choose another callstream.server.port",
                    bound.cause());
        }
        return new HttpServer(bound.channel(), connections);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /**
     * Stops accepting, lets open calls end until the time is over, then ends them as failed.
     */
    public void close(Duration patience) {
        listening.close().awaitUninterruptibly();
        connections.closeAfterAnswer();
        if (!emptyWithin(patience)) {
            connections.abandon();
            emptyWithin(Duration.ofSeconds(1));
        }
    }

    private boolean emptyWithin(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!connections.none() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(this, POLL_NANOS);
        }
        return connections.none();
    }

    private static SslContext tls(TlsFiles files) {
        try {
            return SslContextBuilder.forServer(
                            files.certificate().toFile(), files.key().toFile())
                    .sslProvider(SslProvider.JDK)
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "callstream.server.tls: certificate " + files.certificate() + " and key " + files.key()
                            + " cannot be used (expected PEM files that belong together): " + e.getMessage(),
                    e);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "unknown" : String.valueOf(cause.getMessage());
    }
}
