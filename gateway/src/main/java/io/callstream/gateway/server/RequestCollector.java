package io.callstream.gateway.server;

import io.callstream.gateway.config.ServerTimeouts;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.net.Deadline;
import io.callstream.gateway.net.DeadlineScanner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests in, one after the other, within the limits of size and time. While one is being answered, what a
 * pipelining client sends after it waits here, and reading stops.
 */
final class RequestCollector extends ChannelInboundHandlerAdapter {
    private static final ByteBuf CONTINUE = Unpooled.unreleasableBuffer(Unpooled.directBuffer()
            .writeBytes("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
            .asReadOnly());

    /** How long a client that is still sending may take to read its refusal. */
    private static final long LINGER_NANOS = 2_000_000_000L;

    private final ServerTimeouts timeouts;
    private final DeadlineScanner sweep;
    private final Clock clock;
    private final Entrance entrance;
    private final StrictRequestDecoder decoder;
    private final Deque<HttpObject> waiting = new ArrayDeque<>();
    private final Limit limit = new Limit();
    private @Nullable ChannelHandlerContext context;
    private @Nullable IncomingRequest incoming;
    private boolean busy;
    private boolean pumping;
    private boolean readWhole = true;
    private boolean closing;
    private long headSince;
    private long unsent;

    RequestCollector(
            ServerTimeouts timeouts,
            DeadlineScanner sweep,
            Clock clock,
            Entrance entrance,
            StrictRequestDecoder decoder) {
        this.timeouts = timeouts;
        this.sweep = sweep;
        this.clock = clock;
        this.entrance = entrance;
        this.decoder = decoder;
    }

    /** The time for the client's next step. */
    private final class Limit extends Deadline {
        @Override
        protected void passed() {
            ChannelHandlerContext open = context;
            if (open == null) {
                return;
            }
            if (incoming == null) {
                closeUnlessTaking(open);
            } else {
                refuse(open, new CallError(GatewayError.REQUEST_TIMEOUT, "The request did not arrive in time."));
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        sweep.add(limit);
        idle();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        sweep.remove(limit);
        for (HttpObject each = waiting.poll(); each != null; each = waiting.poll()) {
            ReferenceCountUtil.release(each);
        }
        if (incoming != null) {
            incoming.abandon();
            incoming = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext current, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
            return;
        }
        waiting.add((HttpObject) message);
        pump(current);
        if (!ready() && !pumping) {
            decoder.pause();
        }
    }

    /** Whether the next part of a request can be taken now; until then it waits undecoded. */
    private boolean ready() {
        return closing || !busy && waiting.isEmpty();
    }

    /** The request that was handed on has been answered. */
    void next() {
        busy = false;
        ChannelHandlerContext current = context;
        if (current != null && !closing) {
            idle();
            pump(current);
        }
    }

    /**
     * Takes what waits, as long as nothing is being answered. An answer given at once comes back here from within: then
     * the loop that is running goes on.
     */
    private void pump(ChannelHandlerContext current) {
        if (pumping) {
            return;
        }
        pumping = true;
        while (!busy && !closing && !waiting.isEmpty() && current.channel().isWritable()) {
            take(current, waiting.remove());
        }
        pumping = false;
        if (ready()) {
            decoder.resume();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext current) {
        if (current.channel().isWritable()) {
            pump(current);
        }
        current.fireChannelWritabilityChanged();
    }

    /**
     * Nothing that comes now is looked at any more.
     *
     * @return whether the last request had been read to its end
     */
    boolean stop() {
        closing = true;
        decoder.resume();
        idle();
        return readWhole;
    }

    /** All has been sent; the client may take a while to see that and stop sending. */
    void linger() {
        limit.set(sweep.now() + LINGER_NANOS);
    }

    /** A client that reads slowly gets all of its answer, as long as it takes something of it now and then. */
    private void closeUnlessTaking(ChannelHandlerContext open) {
        long before = unsent;
        idle();
        if (unsent == 0 || unsent >= before) {
            open.close();
        }
    }

    private static long unsent(ChannelHandlerContext current) {
        ChannelOutboundBuffer buffer = current.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Whether a request is being read or answered. */
    boolean occupied() {
        return busy || incoming != null || !waiting.isEmpty();
    }

    private void take(ChannelHandlerContext current, HttpObject part) {
        try {
            if (part instanceof HttpRequest head) {
                begin(current, head);
            } else if (part instanceof HttpContent content && incoming != null) {
                more(current, incoming, content);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void begin(ChannelHandlerContext current, HttpRequest head) {
        IncomingRequest request =
                new IncomingRequest(head, clock.instant(), sweep.now(), entrance.hold(decoder.headBytes()));
        incoming = request;
        CallError refusal = entrance.check(request);
        if (refusal != null) {
            refuse(current, refusal);
        } else if (request.wantsContinue()) {
            current.writeAndFlush(CONTINUE.duplicate());
        }
        if (incoming != null) {
            long since = headSince == 0 ? request.startedNanos() : headSince;
            limit.set(since + timeouts.request().toNanos());
        }
        headSince = 0;
    }

    /** A head that comes in pieces has its time from its first byte on. */
    @Override
    public void channelReadComplete(ChannelHandlerContext current) {
        if (incoming == null && !busy && !closing && headSince == 0 && decoder.unfinished()) {
            headSince = sweep.now();
            limit.set(headSince + timeouts.request().toNanos());
        }
        current.fireChannelReadComplete();
    }

    private void more(ChannelHandlerContext current, IncomingRequest request, HttpContent content) {
        CallError refusal = content.decoderResult().isFailure()
                ? RequestRules.malformed(content.decoderResult())
                : entrance.take(request, content.content());
        if (refusal != null) {
            refuse(current, refusal);
        } else if (content instanceof LastHttpContent) {
            handOn(current, request.whole());
        }
    }

    private void refuse(ChannelHandlerContext current, CallError refusal) {
        IncomingRequest request = incoming;
        if (request != null) {
            handOn(current, request.refused(refusal));
        }
    }

    private void handOn(ChannelHandlerContext current, ClientRequest request) {
        incoming = null;
        busy = true;
        readWhole = request.refusal() == null;
        limit.clear();
        current.fireChannelRead(request);
    }

    private void idle() {
        headSince = 0;
        unsent = context == null ? 0 : unsent(context);
        limit.set(sweep.now() + timeouts.idle().toNanos());
    }
}
