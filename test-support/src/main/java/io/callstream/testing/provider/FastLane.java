package io.callstream.testing.provider;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Answers model {@code sim-fast} under load from one encoded buffer, before any HTTP decoding, so that the provider takes
 * little of the machine whose proxies are compared. In the pipeline only while nothing is recorded and no key is asked for.
 * The first bytes of a connection that are not exactly one such request go to the ordinary handlers, and so does everything
 * after them.
 */
final class FastLane extends ChannelInboundHandlerAdapter {
    private static final String BODY = """
            {"id":"chatcmpl-sim-fast","object":"chat.completion","created":1700000000,"model":"sim-fast","choices":[{"index":0,\
            "message":{"role":"assistant","content":"A gateway should add microseconds, not milliseconds, and lose nothing \
            on the way; this sentence is what every call is answered with.","refusal":null},"logprobs":null,\
            "finish_reason":"stop"}],"usage":{"prompt_tokens":24,"completion_tokens":28,"total_tokens":52},\
            "system_fingerprint":"fp_sim"}""";
    private static final ByteBuf RESPONSE =
            constant("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length()
                    + "\r\n\r\n" + BODY);

    private byte[] bytes = new byte[4096];
    private boolean answered;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf buffer && fits(buffer)) {
            buffer.release();
            answered = true;
            ctx.write(RESPONSE.retainedDuplicate(), ctx.voidPromise());
            return;
        }
        ctx.pipeline().remove(this);
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (answered) {
            answered = false;
            ctx.flush();
        } else {
            ctx.fireChannelReadComplete();
        }
    }

    private boolean fits(ByteBuf buffer) {
        int length = buffer.readableBytes();
        if (length > bytes.length) {
            bytes = new byte[length];
        }
        buffer.getBytes(buffer.readerIndex(), bytes, 0, length);
        return new RequestBytes(bytes, length).isOneFastCall();
    }

    private static ByteBuf constant(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(direct.flip()));
    }
}
