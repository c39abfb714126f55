package io.callstream.gateway.server;

import io.callstream.gateway.config.ServerLimits;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/**
 * Netty's decoder, but a request with both {@code Transfer-Encoding} and {@code Content-Length} is an error (RFC 9112
 * §6.1 allows that): two readers of it may disagree on where it ends.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
    private static final int READ_BYTES = 64 << 10;

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
}
