package io.callstream.benchmarks.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * The floor: an event loop like the gateway's that passes bytes on without reading them, a connection to the server for each
 * of the client's. What it costs, no proxy on this loop and this kernel can save.
 */
final class BareRelay implements AutoCloseable {
    private final Loop loop;
    private final Channel listening;

    private BareRelay(Loop loop, Channel listening) {
        this.loop = loop;
        this.listening = listening;
    }

    /** @param port 0 picks a free one */
    static BareRelay start(URI server, int port, int threads) {
        Loop loop = new Loop(threads);
        Channel listening = new ServerBootstrap()
                .group(loop.group())
                .channel(Loop.serverChannel())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel client) {
                        join(client, server);
                    }
                })
                .bind("127.0.0.1", port)
                .syncUninterruptibly()
                .channel();
        return new BareRelay(loop, listening);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort());
    }

    private static void join(Channel client, URI server) {
        ChannelFuture connected = Loop.bootstrap(client.eventLoop())
                .handler(new PassOn(client))
                .connect(server.getHost(), server.getPort());
        client.pipeline().addLast(new PassOn(connected.channel()));
        connected.addListener(done -> {
            if (done.isSuccess()) {
                client.config().setAutoRead(true);
            } else {
                client.close();
            }
        });
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        loop.close();
    }

    public static void main(String[] args) {
        Options options = new Options(args);
        start(options.url(), options.number("--port"), options.number("--threads"));
    }

    /** What one side says goes to the other; a side that does not keep up stops its peer from being read. */
    private static final class PassOn extends ChannelInboundHandlerAdapter {
        private final Channel other;

        PassOn(Channel other) {
            this.other = other;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            other.write(bytes, other.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            other.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            other.config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            other.writeAndFlush(context.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
            context.close();
        }
    }
}
