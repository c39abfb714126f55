package io.callstream.gateway.upstream;

import io.callstream.gateway.net.FlushBatcher;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** The end of an upstream channel's pipeline: hands the answer to the call that waits for it, one call at a time. */
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private static final int AT_ONCE_BYTES = 256 << 10;
    private static final int PIECE_BYTES = 32 << 10;

    private final ConnectionPool pool;
    private final Channel channel;
    private final FlushBatcher flushes;
    private final ResponseDecoder decoder;
    private @Nullable UpstreamCall call;
    private @Nullable ByteBuf outgoing;
    private boolean reused;
    private boolean headSeen;
    private boolean keepAlive;
    private boolean informational;
    private long idleSince;

    UpstreamConnection(ConnectionPool pool, Channel channel, FlushBatcher flushes) {
        this.pool = pool;
        this.channel = channel;
        this.flushes = flushes;
        this.idleSince = pool.now();
        this.decoder = channel.pipeline().get(ResponseDecoder.class);
    }

    boolean usable() {
        return channel.isActive();
    }

    long idleSince() {
        return idleSince;
    }

    void send(UpstreamCall next, ByteBuf request) {
        call = next;
        headSeen = false;
        decoder.idle(false);
        if (request.readableBytes() <= AT_ONCE_BYTES) {
            channel.write(request);
        } else {
            outgoing = request;
            writeMore();
        }
        flushes.add(channel);
    }

    /** A long request goes out at the pace at which the provider takes it. */
    private void writeMore() {
        ByteBuf request = outgoing;
        while (request != null && channel.isWritable()) {
            channel.write(request.readRetainedSlice(Math.min(request.readableBytes(), PIECE_BYTES)));
            if (!request.isReadable()) {
                dropOutgoing();
                request = null;
            }
        }
    }

    private void dropOutgoing() {
        if (outgoing != null) {
            outgoing.release();
            outgoing = null;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (outgoing != null && channel.isWritable()) {
            channel.eventLoop().execute(this::goOn); // not within the flush that made room: others have their turn
        }
    }

    private void goOn() {
        if (outgoing != null) {
            writeMore();
            flushes.add(channel);
        }
    }

    void reading(boolean on) {
        if (channel.config().isAutoRead() != on) {
            channel.config().setAutoRead(on);
        }
    }

    void close() {
        call = null;
        dropOutgoing();
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpObject part) {
                part(part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void part(HttpObject part) {
        if (call == null) {
            channel.close(); // bytes that nobody asked for
        } else if (part.decoderResult().isFailure()) {
            lost(headSeen ? UpstreamFailure.CUT_IN_BODY : UpstreamFailure.NO_HTTP);
            channel.close();
        } else {
            if (part instanceof HttpResponse head) {
                head(head);
            }
            if (part instanceof HttpContent content) {
                body(content);
            }
        }
    }

    private void head(HttpResponse head) {
        boolean switching = head.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
        informational = head.status().codeClass() == HttpStatusClass.INFORMATIONAL && !switching;
        UpstreamCall current = call;
        if (!informational && current != null) {
            headSeen = true;
            keepAlive = !switching && HttpUtil.isKeepAlive(head); // what comes next would be no HTTP
            current.head(head.status().code(), head.headers());
        }
    }

    private void body(HttpContent content) {
        UpstreamCall current = call;
        if (informational || current == null) {
            return; // after 100 Continue the answer itself is still to come
        }
        if (content.content().isReadable()) {
            current.body(content.content());
        }
        if (content instanceof LastHttpContent && call == current) {
            call = null;
            rest();
            current.end();
        }
    }

    /** The request must be out as well: a provider may answer before it has read all of it. */
    private void rest() {
        ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
        reused = true;
        reading(true);
        if (keepAlive
                && outgoing == null
                && !decoder.holdsBytes()
                && channel.isActive()
                && unsent != null
                && unsent.isEmpty()) {
            idleSince = pool.now();
            decoder.idle(true);
            pool.giveBack(this);
        } else {
            channel.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        UpstreamCall current = call;
        if (current != null) {
            current.readComplete();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        dropOutgoing();
        pool.closed(this);
        lost(headSeen ? UpstreamFailure.CUT_IN_BODY : UpstreamFailure.CUT_BEFORE_HEAD);
    }

    /** Whatever it was, a reset or a fault in TLS: the connection is of no use any more. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void lost(UpstreamFailure failure) {
        UpstreamCall current = call;
        call = null;
        if (current != null) {
            current.lost(reused, failure);
        }
    }
}
