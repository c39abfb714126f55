package io.callstream.gateway.server;

import io.callstream.gateway.auth.ConnectionAuthenticator;
import io.callstream.gateway.config.ServerConfig;
import io.callstream.gateway.limit.Memory;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Builds the pipeline of a client's connection. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {
    /** A connection of the reserve has asked by then, or makes room for one that does. */
    private static final long RESERVED_SECONDS = 2;

    private final ServerConfig config;
    private final Map<EventLoop, LoopScope> scopes;
    private final ConnectionGate gate;
    private final Connections connections;
    private final Memory memory;
    private final Clock clock;
    private final @Nullable SslContext tls;

    ConnectionInitializer(
            ServerConfig config, ServerServices services, Connections connections, @Nullable SslContext tls) {
        this.config = config;
        this.scopes = services.loops();
        this.gate = new ConnectionGate(services.budget());
        this.connections = connections;
        this.memory = services.memory();
        this.clock = services.clock();
        this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (gate.enter(channel)) {
            open(channel);
        } else if (gate.enterReserve(channel)) {
            ClientConnection client = open(channel);
            client.beForHealthOnly();
            channel.eventLoop().schedule(client::turnAway, RESERVED_SECONDS, TimeUnit.SECONDS);
            channel.eventLoop().schedule(client::cut, 2 * RESERVED_SECONDS, TimeUnit.SECONDS);
        } else {
            channel.pipeline().addLast(new TurnAway());
        }
    }

    private ClientConnection open(Channel channel) {
        LoopScope loop = Objects.requireNonNull(scopes.get(channel.eventLoop()), "event loop without services");
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        ConnectionAuthenticator authenticator = new ConnectionAuthenticator(loop::keys);
        StrictRequestDecoder decoder =
                new StrictRequestDecoder(config.limits(), memory.heads().hold());
        Entrance entrance = new Entrance(config.limits(), authenticator, loop::mostBody, memory.all());
        RequestCollector collector = new RequestCollector(config.timeouts(), loop.sweep(), clock, entrance, decoder);
        ClientConnection client = new ClientConnection(channel, collector, loop.flushes());
        connections.add(channel, client);
        Dispatcher dispatcher = new Dispatcher(loop, client, authenticator);
        channel.pipeline().addLast(decoder).addLast(collector).addLast(dispatcher);
        return client;
    }

    private static final class TurnAway extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            ConnectionGate.turnAway(context.channel());
        }
    }
}
