package io.callstream.gateway.server;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** What a request's head must be like, beyond what the decoder asks: RFC 9112 without its leniencies. */
final class RequestRules {
    private RequestRules() {}

    /** Why the head is not accepted; null when it is. */
    static @Nullable CallError check(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            return malformed(head.decoderResult());
        }
        HttpHeaders headers = head.headers();
        boolean http11 = head.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (!http11 && !head.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return new CallError(GatewayError.INVALID_REQUEST, "Only HTTP/1.1 and HTTP/1.0 are served here.");
        }
        String coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding != null && !(http11 && coding.equalsIgnoreCase("chunked") && single(headers))) {
            return new CallError(GatewayError.INVALID_REQUEST, "The only Transfer-Encoding is chunked, in HTTP/1.1.");
        }
        if (http11 && headers.getAll(HttpHeaderNames.HOST).size() != 1) {
            return new CallError(GatewayError.INVALID_REQUEST, "Exactly one Host header is needed.");
        }
        return null;
    }

    static CallError malformed(DecoderResult result) {
        return result.cause() instanceof TooLongFrameException
                ? new CallError(GatewayError.HEADERS_TOO_LARGE, "The request's head is too large.")
                : new CallError(GatewayError.INVALID_REQUEST, "The request is no valid HTTP.");
    }

    private static boolean single(HttpHeaders headers) {
        return headers.getAll(HttpHeaderNames.TRANSFER_ENCODING).size() == 1;
    }
}
