package io.callstream.gateway.server;

import io.callstream.gateway.config.ServerLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder, less lenient where two readers of a request may disagree on what it says: one with both
 * {@code Transfer-Encoding} and {@code Content-Length} is an error (RFC 9112 §6.1 allows that), and so is a header
 * folded over several lines (§5.2).
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
    private static final int READ_BYTES = 64 << 10;

    private final FoldScan folds = new FoldScan();
    private boolean refused;

    StrictRequestDecoder(ServerLimits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxHeaderBytes())
                .setMaxHeaderSize(limits.maxHeaderBytes())
                .setMaxChunkSize(READ_BYTES));
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) throws Exception {
        folds.headersBegin();
        return super.createMessage(initialLine);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
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
        super.decode(context, in, out);
        for (Object part : out) {
            if (part instanceof LastHttpContent) {
                folds.requestEnds();
            } else if (part instanceof HttpRequest) {
                folds.headersEnd();
            }
        }
    }
}
