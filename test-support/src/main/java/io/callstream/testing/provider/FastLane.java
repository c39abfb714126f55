package io.callstream.testing.provider;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Answers model {@code sim-fast} under load from one encoded buffer, before any HTTP decoding, so that the provider takes
 * little of the machine whose proxies are compared. In the pipeline only while nothing is recorded and no key is asked for.
 * The first bytes of a connection that are not exactly one such request go to the ordinary handlers, and so does everything
 * after them.
 */
final class FastLane extends ChannelInboundHandlerAdapter {
    private static final String SAID = "A gateway should add microseconds, not milliseconds, and lose nothing "
            + "on the way; this sentence is what every call is answered with.";
    private static final ByteBuf CHAT = answer("""
            {"id":"chatcmpl-sim-fast","object":"chat.completion","created":1700000000,"model":"sim-fast","choices":[{"index":0,\
            "message":{"role":"assistant","content":"%s","refusal":null},"logprobs":null,\
            "finish_reason":"stop"}],"usage":{"prompt_tokens":24,"completion_tokens":28,"total_tokens":52},\
            "system_fingerprint":"fp_sim"}""".formatted(SAID));
    private static final ByteBuf MESSAGE = answer("""
            {"id":"msg_sim_fast","type":"message","role":"assistant","model":"sim-fast","content":[{"type":"text",\
            "text":"%s"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":24,\
            "cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":28,"service_tier":"standard"}}""".formatted(SAID));

    private byte[] bytes = new byte[4096];
    private boolean answered;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf answer = message instanceof ByteBuf buffer ? answer(buffer) : null;
        if (answer != null) {
            ReferenceCountUtil.release(message);
            answered = true;
            ctx.write(answer.retainedDuplicate(), ctx.voidPromise());
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

    /** Null where it is no such call. */
    private @Nullable ByteBuf answer(ByteBuf buffer) {
        int length = buffer.readableBytes();
        if (length > bytes.length) {
            bytes = new byte[length];
        }
        buffer.getBytes(buffer.readerIndex(), bytes, 0, length);
        RequestBytes request = new RequestBytes(bytes, length);
        return request.isOneFastChat() ? CHAT : request.isOneFastMessage() ? MESSAGE : null;
    }

    private static ByteBuf answer(String body) {
        return constant("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
    }

    private static ByteBuf constant(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(direct.flip()));
    }
}
