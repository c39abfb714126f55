package io.callstream.testing.provider;

import io.callstream.testing.openai.ApiRequest;
import io.callstream.testing.openai.RequestBody;
import io.callstream.testing.reply.Reply;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers the requests of one connection, one after the other, in the order they came. */
final class CallHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Function<ApiRequest, Reply> api;
    private final Ledger ledger;
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
    private @Nullable ReplyWriter current;

    CallHandler(Function<ApiRequest, Reply> api, Ledger ledger) {
        this.api = api;
        this.ledger = ledger;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (current != null) {
            waiting.add(request.retain());
        } else {
            answer(ctx, request);
        }
    }

    private void answer(ChannelHandlerContext ctx, FullHttpRequest request) {
        byte[] body = ByteBufUtil.getBytes(request.content());
        ReceivedCall call = ledger.open(request, body);
        ReplyWriter writer = new ReplyWriter(
                ctx,
                reply(request, body),
                HttpUtil.isKeepAlive(request),
                new ReplyWriter.Turn(ledger, call, () -> next(ctx)));
        current = writer;
        writer.start();
    }

    private Reply reply(FullHttpRequest request, byte[] body) {
        Reply scripted = ledger.nextScripted();
        if (scripted != null) {
            return scripted;
        }
        int query = request.uri().indexOf('?');
        String path = query < 0 ? request.uri() : request.uri().substring(0, query);
        return api.apply(new ApiRequest(
                request.method().name(),
                path,
                authorization(request, path),
                request.headers().get(HttpHeaderNames.CONTENT_TYPE),
                request.headers().get("anthropic-version"),
                new RequestBody(body)));
    }

    private static @Nullable String authorization(FullHttpRequest request, String path) {
        String key = request.headers().get("x-api-key");
        return key != null && path.startsWith("/v1/messages")
                ? "Bearer " + key
                : request.headers().get(HttpHeaderNames.AUTHORIZATION);
    }

    private void next(ChannelHandlerContext ctx) {
        current = null;
        FullHttpRequest request = waiting.poll();
        if (request != null) {
            try {
                answer(ctx, request);
            } finally {
                request.release();
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (current != null && ctx.channel().isWritable()) {
            current.resume();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (current != null) {
            current.closed();
        }
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A reset by the client is one of the things this server is there to notice; channelInactive follows.
        if (!(cause instanceof IOException)) {
            ctx.fireExceptionCaught(cause);
        }
        ctx.close();
    }
}
