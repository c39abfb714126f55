package io.callstream.gateway.server;

import io.callstream.gateway.config.ServerConfig;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the pipeline of a client's connection. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {
    private final ServerConfig config;
    private final Map<EventLoop, LoopServices> services;
    private final ConnectionGate gate;
    private final Connections connections;
    private final Clock clock;
    private final @Nullable SslContext tls;

    ConnectionInitializer(
            ServerConfig config, ServerServices services, Connections connections, @Nullable SslContext tls) {
        this.config = config;
        this.services = services.loops();
        this.gate = new ConnectionGate(services.budget());
        this.connections = connections;
        this.clock = services.clock();
        this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (!gate.enter(channel)) {
            channel.pipeline().addLast(new TurnAway());
            return;
        }
        LoopServices loop = Objects.requireNonNull(services.get(channel.eventLoop()), "event loop without services");
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        RequestCollector collector = new RequestCollector(config, loop.sweep(), clock);
        ClientConnection client = new ClientConnection(channel, collector, loop.flushes());
        connections.add(channel, client);
        channel.pipeline()
                .addLast(new StrictRequestDecoder(config.limits()))
                .addLast(collector)
                .addLast(new Dispatcher(loop, client));
    }

    private static final class TurnAway extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            ConnectionGate.turnAway(context.channel());
        }
    }
}
