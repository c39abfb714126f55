package io.callstream.gateway.upstream;

import io.callstream.gateway.net.FlushBatcher;
import io.callstream.gateway.net.ProviderAddress;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.List;

/** Makes connections to one provider address: resolves its name, tries its addresses in turn, speaks TLS if asked to. */
final class SocketConnector implements Connector {
    private static final int MAX_HEADER_BYTES = 64 << 10;
    private static final int READ_BYTES = 64 << 10;

    private final ProviderAddress address;
    private final ConnectorContext context;

    SocketConnector(ProviderAddress address, ConnectorContext context) {
        this.address = address;
        this.context = context;
    }

    /**
     * What connecting needs of the process.
     *
     * @param sockets class of client channels
     * @param tls for https providers
     * @param flushes sends requests
     */
    record ConnectorContext(
            EventLoop loop,
            Class<? extends Channel> sockets,
            int connectMillis,
            HostNames names,
            SslContext tls,
            FlushBatcher flushes) {}

    @Override
    public EventLoop loop() {
        return context.loop();
    }

    @Override
    public Future<UpstreamConnection> connect(ConnectionPool pool) {
        Promise<UpstreamConnection> promise = loop().newPromise();
        context.names().resolve(address.host(), loop()).addListener((Future<List<InetAddress>> found) -> {
            if (found.isSuccess()) {
                attempt(pool, found.getNow(), 0, promise);
            } else {
                promise.setFailure(found.cause());
            }
        });
        return promise;
    }

    private void attempt(
            ConnectionPool pool, List<InetAddress> addresses, int at, Promise<UpstreamConnection> promise) {
        ChannelFuture connecting = bootstrap().connect(new InetSocketAddress(addresses.get(at), address.port()));
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                secure(pool, connecting.channel(), promise);
            } else if (at + 1 < addresses.size()) {
                attempt(pool, addresses, at + 1, promise);
            } else {
                promise.setFailure(done.cause());
            }
        });
    }

    private void secure(ConnectionPool pool, Channel channel, Promise<UpstreamConnection> promise) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            ready(pool, channel, promise);
            return;
        }
        tls.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                ready(pool, channel, promise);
            } else {
                channel.close();
                promise.setFailure(done.cause());
            }
        });
    }

    private void ready(ConnectionPool pool, Channel channel, Promise<UpstreamConnection> promise) {
        UpstreamConnection connection = new UpstreamConnection(pool, channel, context.flushes());
        channel.pipeline().replace(HandshakeFaults.class, null, connection);
        if (!channel.isActive()) {
            promise.setFailure(new ClosedChannelException());
        } else {
            promise.setSuccess(connection);
        }
    }

    private Bootstrap bootstrap() {
        return new Bootstrap()
                .group(loop())
                .channel(context.sockets())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, context.connectMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (address.tls()) {
                            channel.pipeline().addLast(tlsHandler(channel));
                        }
                        channel.pipeline().addLast(new ResponseDecoder(decoding()), new HandshakeFaults());
                    }
                });
    }

    private SslHandler tlsHandler(Channel channel) {
        SslHandler handler = context.tls().newHandler(channel.alloc(), address.host(), address.port());
        handler.setHandshakeTimeoutMillis(context.connectMillis());
        return handler;
    }

    private static HttpDecoderConfig decoding() {
        return new HttpDecoderConfig().setMaxHeaderSize(MAX_HEADER_BYTES).setMaxChunkSize(READ_BYTES);
    }
}
