package io.callstream.gateway.server;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.ErrorBody;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.ConnectionLimiter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.nio.charset.StandardCharsets;

/** Lets as many connections in as the configuration allows; those beyond get an error and are closed. */
final class ConnectionGate {
    private static final ByteBuf FULL =
            answer(GatewayError.TOO_MANY_CONNECTIONS, "The gateway has too many connections open.");
    private static final ByteBuf NO_MEMORY =
            answer(GatewayError.OVERLOADED, "The gateway has no memory left for a request that comes in pieces.");

    private final ConnectionLimiter budget;

    ConnectionGate(ConnectionLimiter budget) {
        this.budget = budget;
    }

    /** Whether the connection may stay; its place is given back when it closes. */
    boolean enter(Channel channel) {
        if (budget.enter()) {
            channel.closeFuture().addListener(closed -> budget.leave());
            return true;
        }
        return false;
    }

    /** Whether the connection may stay for a moment, to ask how the gateway is. */
    boolean enterReserve(Channel channel) {
        if (budget.enterReserve()) {
            channel.closeFuture().addListener(closed -> budget.leaveReserve());
            return true;
        }
        return false;
    }

    /** For a connection that may not stay, once it is active. */
    static void turnAway(Channel channel) {
        channel.writeAndFlush(FULL.duplicate()).addListener(ChannelFutureListener.CLOSE);
    }

    /** For a connection whose request cannot be taken in. */
    static void noMemory(Channel channel) {
        channel.writeAndFlush(NO_MEMORY.duplicate()).addListener(ChannelFutureListener.CLOSE);
    }

    private static ByteBuf answer(GatewayError error, String message) {
        byte[] body = ErrorBody.of(new CallError(error, message));
        String head = "HTTP/1.1 " + error.httpStatus() + " Service Unavailable\r\ncontent-type: application/json\r\n"
                + "retry-after: 1\r\nconnection: close\r\ncontent-length: " + body.length + "\r\n\r\n";
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer()
                .writeBytes(head.getBytes(StandardCharsets.US_ASCII))
                .writeBytes(body)
                .asReadOnly());
    }
}
