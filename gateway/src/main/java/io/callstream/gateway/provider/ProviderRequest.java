package io.callstream.gateway.provider;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.json.RequestScan;
import io.callstream.gateway.upstream.HeadWriter;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A client's request as it goes to a provider: one buffer, head and body. Of the client's headers only those go along
 * that are harmless and useful to the provider; never its credentials, cookies or encodings.
 */
public final class ProviderRequest {
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");
    private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");
    private static final AsciiString TRACESTATE = AsciiString.cached("tracestate");
    private static final AsciiString[] PASSED_ON = {
        AsciiString.cached("x-request-id"),
        AsciiString.cached("idempotency-key"),
        AsciiString.cached("openai-beta"),
        AsciiString.cached("openai-organization"),
        AsciiString.cached("openai-project")
    };
    private static final int HEAD_BYTES = 320;

    private ProviderRequest() {}

    /**
     * Writes the request; the receiver releases the buffer.
     *
     * @param elsewhere where a redirect on the same host led; null for the usual place
     */
    public static ByteBuf encode(
            ByteBufAllocator alloc,
            Destination destination,
            ClientAsk ask,
            TraceContext trace,
            @Nullable URI elsewhere) {
        RequestPatch body = RequestPatch.of(
                ask.body(),
                ask.scan(),
                destination.model().json(),
                destination.asksUsage(ask.scan()),
                destination.cutsOwnFields());
        BodyParameters own = destination.target().parameters(destination.api());
        if (own.none()) {
            ByteBuf out = head(alloc, destination, ask, trace, elsewhere, body.length());
            body.writeTo(out);
            return out;
        }
        byte[] changed = own.applyTo(body.toBytes());
        return head(alloc, destination, ask, trace, elsewhere, changed.length).writeBytes(changed);
    }

    private static ByteBuf head(
            ByteBufAllocator alloc,
            Destination destination,
            ClientAsk ask,
            TraceContext trace,
            @Nullable URI elsewhere,
            int bodyLength) {
        Target target = destination.target();
        byte[] head = target.requestHead(destination.api());
        ByteBuf out = alloc.directBuffer(head.length + HEAD_BYTES + bodyLength);
        writeHead(out, head, elsewhere);
        for (AsciiString name : PASSED_ON) {
            if (!target.sets(name)) {
                pass(out, name, ask.headers());
            }
        }
        HeadWriter.header(out, TRACEPARENT, "00-" + trace.traceId() + "-" + trace.spanId() + "-01");
        if (trace.parentSpanId() != null) {
            pass(out, TRACESTATE, ask.headers());
        }
        HeadWriter.header(out, CONTENT_LENGTH, bodyLength);
        HeadWriter.end(out);
        return out;
    }

    /** What the client sent. */
    public record ClientAsk(HttpHeaders headers, Slice body, RequestScan scan) {}

    private static void writeHead(ByteBuf out, byte[] head, @Nullable URI elsewhere) {
        int from = 0;
        if (elsewhere != null) {
            String path = elsewhere.getRawPath().isEmpty() ? "/" : elsewhere.getRawPath();
            String query = elsewhere.getRawQuery() == null ? "" : "?" + elsewhere.getRawQuery();
            out.writeCharSequence("POST " + path + query + " HTTP/1.1\r\n", StandardCharsets.ISO_8859_1);
            while (head[from++] != '\n') {
                // The usual request line is passed over.
            }
        }
        out.writeBytes(head, from, head.length - from);
    }

    private static void pass(ByteBuf out, AsciiString name, HttpHeaders headers) {
        String value = headers.get(name);
        if (value != null) {
            HeadWriter.header(out, name, value);
        }
    }
}
