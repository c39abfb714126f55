package io.callstream.gateway.server;

import io.callstream.gateway.config.ServerLimits;
import io.callstream.gateway.limit.Hold;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Netty's decoder, less lenient where two readers of a request may disagree on what it says: one with both
 * {@code Transfer-Encoding} and {@code Content-Length} is an error (RFC 9112 §6.1 allows that), and so is a header
 * folded over several lines (§5.2).
 *
 * <p>Reads no further than what is asked for: a paused decoder leaves what comes undecoded, and a head that is long in
 * coming takes its memory from a budget, or ends the connection where there is none left.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
    private static final int READ_BYTES = 64 << 10;

    /** A head that has come this far costs no more than its connection does anyway. */
    private static final int FREE_BYTES = 1 << 10;

    /** Header lines cost about as much again once they are taken apart. */
    private static final int PARSED = 2;

    private final FoldScan folds = new FoldScan();
    private final Hold hold;
    private @Nullable ChannelHandlerContext context;
    private boolean refused;
    private boolean paused;
    private boolean decoding;
    private int headBytes;
    private int lastHead;
    private long held;

    /** @param unfinished what a head that is not whole yet takes */
    StrictRequestDecoder(ServerLimits limits, Hold unfinished) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxHeaderBytes())
                .setMaxHeaderSize(limits.maxHeaderBytes())
                .setMaxChunkSize(READ_BYTES)
                .setHeadersFactory(new CountedHeaders.Factory()));
        this.hold = unfinished;
    }

    /** Nothing more is decoded until {@link #resume}. */
    void pause() {
        paused = true;
    }

    void resume() {
        ChannelHandlerContext current = context;
        if (!paused || current == null) {
            return;
        }
        paused = false;
        if (!current.channel().config().isAutoRead()) {
            current.channel().config().setAutoRead(true);
        }
        if (!decoding && actualReadableBytes() > 0) {
            try {
                channelRead(current, Unpooled.EMPTY_BUFFER);
            } catch (Exception e) {
                current.fireExceptionCaught(e);
            }
        }
    }

    /** Whether a head has begun to come. */
    boolean unfinished() {
        return headBytes + actualReadableBytes() > 0;
    }

    /** Size of the head that was decoded last. */
    int headBytes() {
        return lastHead;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) throws Exception {
        context = added;
        super.handlerAdded(added);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext removed) throws Exception {
        hold.close();
        super.handlerRemoved0(removed);
    }

    @Override
    public void channelRead(ChannelHandlerContext current, Object message) throws Exception {
        boolean within = decoding;
        decoding = true;
        try {
            super.channelRead(current, message);
        } finally {
            decoding = within;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext current) throws Exception {
        if (!holdUnfinished() && !refused) {
            refused = true;
            ConnectionGate.noMemory(current.channel());
        }
        super.channelReadComplete(current);
    }

    /** Whether there is room for what has come of a head; nothing to do for one that comes in one piece. */
    private boolean holdUnfinished() {
        long needed = paused || refused ? 0 : (long) PARSED * headBytes + actualReadableBytes();
        long more = needed <= FREE_BYTES ? 0 : needed;
        boolean room = true;
        if (more > held) {
            room = hold.more(more - held);
        } else if (more < held) {
            hold.less(held - more);
        }
        held = room ? more : held;
        return room;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }

    /** Only a length says that there is a body; Netty would take eight bytes where an old draft of WebSocket had them. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return !message.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                && !message.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) throws Exception {
        folds.headersBegin();
        return super.createMessage(initialLine);
    }

    @Override
    protected void decode(ChannelHandlerContext current, ByteBuf in, List<Object> out) throws Exception {
        if (paused) {
            current.channel().config().setAutoRead(false);
            return;
        }
        if (!refused && folds.folded(in)) {
            refused = true;
            HttpMessage refusal = createInvalidMessage();
            refusal.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("a folded header")));
            out.add(refusal);
        }
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int before = in.readerIndex();
        super.decode(current, in, out);
        headBytes += in.readerIndex() - before;
        for (Object part : out) {
            if (part instanceof LastHttpContent) {
                folds.requestEnds();
            } else if (part instanceof HttpRequest) {
                folds.headersEnd();
                lastHead = headBytes;
            }
            headBytes = 0;
        }
    }
}
