package io.callstream.gateway.dialect.openai;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.upstream.HeadWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts a client's request into OpenAI's form: one buffer, head and body. Of the client's headers only those go along that
 * are harmless and useful to the provider; never its credentials, cookies or encodings.
 */
final class OpenAiEncoder implements RequestEncoder {
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

    private final RequestHeads heads;
    private final BodyParameters[] parameters;

    OpenAiEncoder(Deployment deployment) {
        this.heads = new RequestHeads(deployment);
        this.parameters = Arrays.stream(Operation.values())
                .map(operation -> BodyParameters.of(deployment.endpoint().parameters(), operation))
                .toArray(BodyParameters[]::new);
    }

    @Override
    public URI url(Operation operation) {
        return heads.url(operation);
    }

    @Override
    public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere) {
        ProviderBody body = ask.request().body(to.model(), to.asksUsage(ask.request()), !to.keepsGatewayFields());
        BodyParameters own = parameters[to.operation().ordinal()];
        if (own.none()) {
            ByteBuf out = head(alloc, to.operation(), ask, elsewhere, body.length());
            body.writeTo(out);
            return out;
        }
        byte[] changed = own.applyTo(body.toBytes());
        return head(alloc, to.operation(), ask, elsewhere, changed.length).writeBytes(changed);
    }

    private ByteBuf head(
            ByteBufAllocator alloc, Operation operation, ClientAsk ask, @Nullable URI elsewhere, int bodyLength) {
        byte[] head = heads.of(operation);
        ByteBuf out = alloc.directBuffer(head.length + HEAD_BYTES + bodyLength);
        writeHead(out, head, elsewhere);
        for (AsciiString name : PASSED_ON) {
            if (!heads.sets(name)) {
                pass(out, name, ask.headers());
            }
        }
        TraceContext trace = ask.trace();
        HeadWriter.header(out, TRACEPARENT, "00-" + trace.traceId() + "-" + trace.spanId() + "-01");
        if (trace.parentSpanId() != null) {
            pass(out, TRACESTATE, ask.headers());
        }
        HeadWriter.header(out, CONTENT_LENGTH, bodyLength);
        HeadWriter.end(out);
        return out;
    }

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
