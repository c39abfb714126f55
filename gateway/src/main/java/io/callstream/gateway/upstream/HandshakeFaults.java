package io.callstream.gateway.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Stands at the pipeline's end while TLS is negotiated. What fails there fails the handshake's future, too, whose listener
 * ends the attempt; reported here again, Netty would log it with a stack trace for every call.
 */
final class HandshakeFaults extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
