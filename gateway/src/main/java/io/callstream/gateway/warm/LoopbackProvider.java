package io.callstream.gateway.warm;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** Answers chats without a model. Everything happens on one event loop. */
public final class LoopbackProvider implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 20;

    /** One stream in so many says nothing of its usage, so that its tokens have to be counted. */
    private static final int UNCOUNTED = 8;

    /** One plain answer in so many is a connection's last, so that new ones have to be made. */
    private static final int LAST = 16;

    private static final String STREAM = "\"stream\":true";

    private final Channel listening;
    private final PreparedAnswers answers;
    private int streams;
    private int plain;

    private LoopbackProvider(EventLoop loop, Class<? extends ServerChannel> sockets) {
        this.answers = new PreparedAnswers();
        this.listening = new ServerBootstrap()
                .group(loop)
                .channel(sockets)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Connection())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** Listens on a free port of the loopback interface. */
    public static LoopbackProvider start(EventLoop loop, Class<? extends ServerChannel> sockets) {
        return new LoopbackProvider(loop, sockets);
    }

    /** As {@code api_base} takes it. */
    public String apiBase() {
        InetSocketAddress address = (InetSocketAddress) listening.localAddress();
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/v1";
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
    }

    private final class Connection extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(new HttpRequestDecoder())
                    .addLast(new HttpObjectAggregator(MOST_BYTES))
                    .addLast(new Answering());
        }
    }

    private final class Answering extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            boolean stream = request.content().toString(StandardCharsets.UTF_8).contains(STREAM);
            boolean last = !stream && ++plain % LAST == 0;
            List<ByteBuf> parts =
                    stream ? answers.streamedAnswer(++streams % UNCOUNTED != 0) : answers.plainAnswer(last);
            write(context, parts.iterator(), last);
        }

        /** Part by part, as a model would: others have their turn in between. */
        private static void write(ChannelHandlerContext context, Iterator<ByteBuf> parts, boolean last) {
            ChannelFuture written = context.writeAndFlush(parts.next().duplicate());
            if (parts.hasNext()) {
                context.executor().execute(() -> write(context, parts, last));
            } else if (last) {
                written.addListener(ChannelFutureListener.CLOSE);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
