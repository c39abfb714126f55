package io.callstream.gateway.exchange;

import io.callstream.gateway.provider.AnswerHeaders;
import io.callstream.gateway.upstream.HeadWriter;
import io.callstream.gateway.usage.Cost;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The provider's head and what the client gets of it. */
final class ReplyHead {
    private static final AsciiString TRANSFER_ENCODING = AsciiString.cached("transfer-encoding");
    private static final AsciiString CACHE_CONTROL = AsciiString.cached("cache-control");
    private static final AsciiString RESPONSE_COST = AsciiString.cached("x-litellm-response-cost");
    private static final String EVENT_STREAM = "text/event-stream";
    private static final int NANO_DIGITS = 9;
    private static final int FIRST_ERROR = 400;

    private final Exchange.Ask ask;
    private final int status;
    private final HttpHeaders headers;
    private final CallLabel label;

    ReplyHead(Exchange.Ask ask, int status, HttpHeaders headers, CallLabel label) {
        this.ask = ask;
        this.status = status;
        this.headers = headers;
        this.label = label;
    }

    /** How the body is delimited. */
    enum Framing {
        /** By its length, which is known. */
        LENGTH,
        /** In chunks; for HTTP/1.0 by the end of the connection. */
        CHUNKS
    }

    Exchange.Ask ask() {
        return ask;
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    boolean good() {
        return status < FIRST_ERROR;
    }

    boolean isStream() {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return good() && type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    }

    /** Whether the body is compressed, although nobody asked for that: it is passed on, and cannot be read. */
    boolean encoded() {
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    /** Length that the provider announced; negative when it did not. */
    long announcedLength() {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return -1; // the decoder has refused such a head already
        }
    }

    /** Whether the client's connection may serve another request afterwards. */
    boolean reusable(Framing framing) {
        CallRequest.Form form = ask.request().form();
        return form.keepAlive() && (framing == Framing.LENGTH || form.chunks());
    }

    boolean chunked(Framing framing) {
        return framing == Framing.CHUNKS && ask.request().form().chunks();
    }

    /** @param length of the body, for {@link Framing#LENGTH} */
    void write(ByteBuf out, int clientStatus, Framing framing, long length, @Nullable Cost cost) {
        AnswerHead.status(out, clientStatus);
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        HeadWriter.header(out, AnswerHead.CONTENT_TYPE, type == null ? "application/json" : type);
        label.write(out);
        out.writeBytes(ask.destination().target().clientHeaders());
        if (cost != null) {
            HeadWriter.header(out, RESPONSE_COST, dollars(cost.total()));
        }
        AnswerHeaders.write(out, headers);
        if (framing == Framing.LENGTH) {
            HeadWriter.header(out, AnswerHead.CONTENT_LENGTH, length);
        } else if (chunked(framing)) {
            HeadWriter.header(out, TRANSFER_ENCODING, "chunked");
        }
        if (isStream()) {
            HeadWriter.header(out, CACHE_CONTROL, "no-cache");
        }
        AnswerHead.connection(out, reusable(framing), ask.request().form().chunks());
        HeadWriter.end(out);
    }

    private static String dollars(long nanos) {
        return BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros().toPlainString();
    }
}
