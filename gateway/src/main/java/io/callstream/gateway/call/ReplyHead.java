package io.callstream.gateway.call;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.net.ContentDecoder;
import io.callstream.gateway.net.HeadWriter;
import io.callstream.gateway.provider.KeyMask;
import io.callstream.gateway.provider.ResponseHeaders;
import io.callstream.gateway.usage.Cost;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The provider's head and what the client gets of it. */
final class ReplyHead {
    private static final AsciiString TRANSFER_ENCODING = AsciiString.cached("transfer-encoding");
    private static final AsciiString CACHE_CONTROL = AsciiString.cached("cache-control");
    private static final AsciiString RESPONSE_COST = AsciiString.cached("x-litellm-response-cost");
    private static final AsciiString DURATION = AsciiString.cached("x-litellm-response-duration-ms");
    private static final AsciiString OVERHEAD = AsciiString.cached("x-litellm-overhead-duration-ms");
    private static final long MICROS = 1_000;
    private static final String JSON = "application/json";
    private static final String EVENT_STREAM = "text/event-stream";
    private static final int FIRST_ERROR = 400;

    private final AttemptRequest ask;
    private final int status;
    private final HttpHeaders headers;
    private final CallLabel label;
    private final Supplier<CallTimeline.Spans> times;
    private final @Nullable ContentDecoder decoder;
    private boolean encoded;
    private int clientStatus;

    /** @param times asked when the head is written */
    ReplyHead(
            AttemptRequest ask, int status, HttpHeaders headers, CallLabel label, Supplier<CallTimeline.Spans> times) {
        this.times = times;
        this.ask = ask;
        this.status = status;
        this.clientStatus = status;
        this.headers = headers;
        this.label = label;
        String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        boolean coded = coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity");
        this.decoder = coded && coding != null ? ContentDecoder.of(coding) : null;
        this.encoded = coded && decoder == null;
        if (!encoded) {
            headers.remove(HttpHeaderNames.CONTENT_ENCODING);
        }
        if (decoder != null) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH); // that of the coded body, which does not go out
        }
        KeyMask mask = ask.destination().target().keyMask();
        if (mask.mayBeIn(headers)) {
            mask.mask(headers);
        }
    }

    /** What a body is. */
    enum Form {
        JSON,
        STREAM
    }

    /** How the body is delimited. */
    enum Framing {
        /** By its length, which is known. */
        LENGTH,
        /** In chunks; for HTTP/1.0 by the end of the connection. */
        CHUNKS
    }

    AttemptRequest ask() {
        return ask;
    }

    int status() {
        return status;
    }

    /** The status that the client gets. */
    int clientStatus() {
        return clientStatus;
    }

    /** What came under a good status is an error all the same. */
    void answerAs(int otherStatus) {
        clientStatus = otherStatus;
    }

    HttpHeaders headers() {
        return headers;
    }

    boolean good() {
        return status < FIRST_ERROR;
    }

    /** Whether the provider says that the body is a stream. */
    boolean isStream() {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return good() && type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    }

    /** Whether the provider says that the body is JSON. */
    boolean isJson() {
        return mediaType().contains("json");
    }

    /** What the provider says the body is, in lower case; empty when it does not. */
    String mediaType() {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
    }

    /** Undoes the body's coding, which nobody asked for; null when there is none, or an unknown one. */
    @Nullable ContentDecoder decoder() {
        return decoder;
    }

    /** Whether the body has a coding that is unknown here: it is passed on, and cannot be read. */
    boolean encoded() {
        return encoded;
    }

    /**
     * Something else goes out in the body's place, without its coding.
     *
     * @return the coding
     */
    String writtenAnew() {
        String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        headers.remove(HttpHeaderNames.CONTENT_ENCODING);
        encoded = false;
        return coding == null ? "" : coding;
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
        boolean delimited = framing == Framing.LENGTH || ask.request().form().chunks();
        return ask.request().mayBeFollowed(delimited);
    }

    boolean chunked(Framing framing) {
        return framing == Framing.CHUNKS && ask.request().form().chunks();
    }

    /** The head of an answer of the gateway's own in the place of the provider's. */
    void writeOwn(ByteBuf out, int clientStatus, long length) {
        begin(out, clientStatus, JSON, null);
        ResponseHeaders.write(out, headers, false, label.saysLimits());
        end(out, Framing.LENGTH, length);
    }

    /**
     * The head of the provider's answer.
     *
     * @param form what the body is; null for what the provider says it is
     * @param length of the body, for {@link Framing#LENGTH}
     */
    void write(ByteBuf out, @Nullable Form form, Framing framing, long length, @Nullable Cost cost) {
        begin(out, clientStatus, type(form), cost);
        ResponseHeaders.write(out, headers, true, label.saysLimits());
        if (form == Form.STREAM) {
            HeadWriter.header(out, CACHE_CONTROL, "no-cache");
        }
        end(out, framing, length);
    }

    /** Providers mislabel; clients choose how to read by the label. */
    private String type(@Nullable Form form) {
        String said = headers.get(HttpHeaderNames.CONTENT_TYPE);
        String right = form == Form.STREAM ? EVENT_STREAM : JSON;
        String subtype = form == Form.STREAM ? EVENT_STREAM : "json";
        boolean keep =
                said != null && (form == null || said.toLowerCase(Locale.ROOT).contains(subtype));
        return keep && said != null ? said : right;
    }

    private void begin(ByteBuf out, int clientStatus, String type, @Nullable Cost cost) {
        ResponseHead.status(out, clientStatus);
        HeadWriter.header(out, ResponseHead.CONTENT_TYPE, type);
        label.write(out);
        ask.writeHeaders(out);
        CallTimeline.Spans spans = times.get();
        HeadWriter.header(out, DURATION, millis(spans.all()));
        HeadWriter.header(out, OVERHEAD, millis(Math.max(0, spans.all() - spans.upstream())));
        if (cost != null) {
            HeadWriter.header(out, RESPONSE_COST, Budget.dollars(cost.total()));
        }
    }

    private void end(ByteBuf out, Framing framing, long length) {
        if (framing == Framing.LENGTH) {
            HeadWriter.header(out, ResponseHead.CONTENT_LENGTH, length);
        } else if (chunked(framing)) {
            HeadWriter.header(out, TRANSFER_ENCODING, "chunked");
        }
        ResponseHead.connection(out, reusable(framing), ask.request().form().chunks());
        HeadWriter.end(out);
    }

    private static String millis(long micros) {
        return micros / MICROS + "." + Long.toString(MICROS + micros % MICROS).substring(1);
    }
}
