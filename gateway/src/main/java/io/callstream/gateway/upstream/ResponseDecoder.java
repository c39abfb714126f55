package io.callstream.gateway.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;

/** Knows whether bytes are left behind an answer: then the connection is in no state for another call. */
final class ResponseDecoder extends HttpResponseDecoder {
    private boolean idle;

    ResponseDecoder(HttpDecoderConfig config) {
        super(config);
    }

    /** Whether bytes have come that belong to no message yet. */
    boolean holdsBytes() {
        return actualReadableBytes() > 0;
    }

    /** Whether no call waits for an answer: whatever comes then was asked for by nobody, and ends the connection. */
    void idle(boolean now) {
        idle = now;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        if (idle) {
            ReferenceCountUtil.release(bytes);
            context.close();
        } else {
            super.channelRead(context, bytes);
        }
    }
}
