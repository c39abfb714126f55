package io.callstream.gateway.warm;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Clients that call again as soon as they are answered, plain and streamed, and rest while others call. Everything happens
 * on one event loop.
 */
public final class LoopbackClients {
    private static final int CLIENTS = 8;

    /** A stream takes about as long as so many plain calls. */
    private static final int STREAM_EVERY = 4;

    /** A client's connection has so many. */
    private static final int CALLS_EACH = 40;

    private static final int OK = 200;
    private static final long REST_MILLIS = 20;

    private final ByteBuf plain;
    private final ByteBuf stream;
    private final BooleanSupplier othersCall;

    /**
     * @param key as callers show it
     * @param model that they ask for
     * @param othersCall whether anybody else is being served, asked before each call
     */
    public LoopbackClients(String key, String model, BooleanSupplier othersCall) {
        this.othersCall = othersCall;
        this.plain = request(key, body(model, ""));
        this.stream = request(key, body(model, ",\"stream\":true"));
    }

    /**
     * Calls until so many calls were answered or the time is over; all connections are closed then.
     *
     * @return how many were answered, all with status 200
     * @throws IllegalStateException if one was not answered so
     */
    public int call(EventLoop loop, Class<? extends Channel> sockets, InetSocketAddress gateway, Limit limit)
            throws InterruptedException {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(sockets)
                .option(ChannelOption.TCP_NODELAY, true)
                .remoteAddress(gateway);
        Calling calling = new Calling(loop, bootstrap, limit.calls());
        loop.execute(calling::begin);
        boolean inTime = calling.awaitEnd(limit.time());
        int answered = loop.submit(calling::end).sync().getNow();
        calling.open.close().sync();
        String failure = calling.failure;
        if (inTime && failure != null) {
            throw new IllegalStateException("a call was not answered with status 200: " + failure);
        }
        return answered;
    }

    /** When they stop, whichever comes first. */
    public record Limit(int calls, Duration time) {}

    /** Only for the loop, but for what is final. */
    private final class Calling {
        private final EventLoop loop;
        private final Bootstrap bootstrap;
        private final int most;
        private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
        private final CountDownLatch ended = new CountDownLatch(1);
        private int begun;
        private int answered;
        private volatile @Nullable String failure;
        private boolean stopped;

        Calling(EventLoop loop, Bootstrap bootstrap, int most) {
            this.loop = loop;
            this.most = most;
            this.bootstrap = bootstrap.handler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    open.add(channel);
                    channel.pipeline().addLast(new HttpResponseDecoder()).addLast(new Client(Calling.this));
                }
            });
        }

        void begin() {
            for (int i = 0; i < CLIENTS; i++) {
                connect();
            }
        }

        /** @return whether it ended before the time was over */
        boolean awaitEnd(Duration time) throws InterruptedException {
            try {
                return ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) { // the process stops: nobody calls any more
                loop.execute(this::end);
                open.close();
                throw e;
            }
        }

        int end() {
            stopped = true;
            return answered;
        }

        boolean othersCall() {
            return !stopped && othersCall.getAsBoolean();
        }

        void answered() {
            answered++;
            if (answered >= most) {
                ended.countDown();
            }
        }

        /** What is still being connected when the last call is answered is closed, and has not failed. */
        void fail(String why) {
            if (!stopped && answered < most) {
                failure = why;
                ended.countDown();
            }
        }

        private void connect() {
            bootstrap.connect().addListener(done -> {
                if (!done.isSuccess()) {
                    fail("no connection: " + done.cause());
                }
            });
        }

        /** The next request; null when there shall be none. */
        @Nullable ByteBuf next() {
            return stopped || begun >= most ? null : (begun++ % STREAM_EVERY == 0 ? stream : plain).duplicate();
        }
    }

    private static final class Client extends SimpleChannelInboundHandler<HttpObject> {
        private final Calling calling;
        private int left = CALLS_EACH;

        Client(Calling calling) {
            this.calling = calling;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            ask(context);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof HttpResponse head && head.status().code() != OK) {
                calling.fail(head.status().toString());
            } else if (part instanceof LastHttpContent) {
                calling.answered();
                ask(context);
            }
        }

        private void ask(ChannelHandlerContext context) {
            if (calling.othersCall()) {
                context.executor().schedule(() -> ask(context), REST_MILLIS, TimeUnit.MILLISECONDS);
                return;
            }
            if (left-- == 0) {
                context.close();
                calling.connect();
                return;
            }
            ByteBuf request = calling.next();
            if (request != null) {
                context.writeAndFlush(request);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            calling.fail(cause.toString());
        }
    }

    private static String body(String model, String more) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"system\",\"content\":\"You are of few words.\"},"
                + "{\"role\":\"user\",\"content\":\"" + "Which of these words were written by nobody? ".repeat(8)
                + "\"}],\"temperature\":0.5,\"max_tokens\":100,\"user\":\"nobody\",\"metadata\":{\"tags\":[\"warm-up\"]}"
                + more + "}";
    }

    private static ByteBuf request(String key, String body) {
        String text = "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer " + key
                + "\r\ncontent-type: application/json\r\nuser-agent: warm-up\r\naccept: application/json\r\ncontent-length: "
                + body.length() + "\r\n\r\n" + body;
        return Unpooled.unreleasableBuffer(
                Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII)).asReadOnly());
    }
}
