package io.callstream.gateway.dialect.request;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.ForwardedHeaders;
import io.callstream.gateway.net.HeadWriter;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the heads of requests to one deployment. Of the client's headers only those go along that are harmless and useful
 * to the provider; never its credentials, cookies or encodings. Safe for use by several threads.
 */
public final class RequestWriter {
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");
    private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");
    private static final AsciiString TRACESTATE = AsciiString.cached("tracestate");
    private static final String ORGANIZATION = "openai-organization";
    private static final int HEAD_BYTES = 320;
    private static final int COPIED_BYTES = 64 << 10;

    private final RequestHeads heads;
    private final AsciiString[] passedOn;
    private final MoreHeaders more;
    private final ForwardedHeaders forwarded;

    /**
     * @param paths request targets by operation
     * @param own headers of the dialect, such as the one with the key
     * @param passedOn headers of the client that the provider gets
     */
    public RequestWriter(
            Deployment deployment,
            Function<Operation, String> paths,
            Map<String, String> own,
            List<AsciiString> passedOn) {
        this(deployment, paths, own, passedOn, MoreHeaders.NONE);
    }

    /** @param more headers made of what the client says; those that the deployment sets itself win */
    public RequestWriter(
            Deployment deployment,
            Function<Operation, String> paths,
            Map<String, String> own,
            List<AsciiString> passedOn,
            MoreHeaders more) {
        this.more = more;
        this.heads = new RequestHeads(deployment, paths, own);
        this.passedOn = passedOn.toArray(AsciiString[]::new);
        this.forwarded = deployment.endpoint().forwarded();
    }

    /** Where requests of an operation go. */
    public URI url(Operation operation) {
        return heads.url(operation);
    }

    /**
     * A whole request; a long body is not copied, so that it takes no time of the event loop.
     *
     * @param target of the request; null for the operation's usual one
     */
    public ByteBuf whole(
            ByteBufAllocator alloc, Operation operation, ClientAsk ask, @Nullable String target, ProviderBody body) {
        return whole(alloc, operation, ask, target, body, Map.of());
    }

    /** @param ofBody headers that depend on the body, such as its signature */
    public ByteBuf whole(
            ByteBufAllocator alloc,
            Operation operation,
            ClientAsk ask,
            @Nullable String target,
            ProviderBody body,
            Map<String, String> ofBody) {
        byte[] head = heads.of(operation);
        ByteBuf out = alloc.directBuffer(head.length + HEAD_BYTES + room(body));
        writeHead(out, head, target);
        ofBody.forEach((name, value) -> HeadWriter.header(out, new AsciiString(name), value));
        writeRest(out, ask, body.length());
        return with(alloc, out, body);
    }

    private static int room(ProviderBody body) {
        return body.length() <= COPIED_BYTES ? body.length() : 0;
    }

    private static ByteBuf with(ByteBufAllocator alloc, ByteBuf head, ProviderBody body) {
        if (body.length() <= COPIED_BYTES) {
            body.writeTo(head);
            return head;
        }
        CompositeByteBuf whole = alloc.compositeBuffer(Integer.MAX_VALUE).addComponent(true, head);
        for (Slice piece : body.pieces()) {
            whole.addComponent(true, Unpooled.wrappedBuffer(piece.array(), piece.offset(), piece.length()));
        }
        return whole;
    }

    /**
     * A whole request with another method or kind of body. A long body is not copied.
     *
     * @param target of the request
     */
    public ByteBuf forward(ByteBufAllocator alloc, ClientAsk ask, Forward what, String target) {
        return forward(alloc, ask, what, target, false);
    }

    /** @param allHeaders whether all of the client's harmless headers go along, and not only the known ones */
    public ByteBuf forward(ByteBufAllocator alloc, ClientAsk ask, Forward what, String target, boolean allHeaders) {
        Map<String, String> clients = ClientHeaders.of(ask.headers(), allHeaders, forwarded);
        clients.putAll(ask.request().extraHeaders());
        byte[] head = heads.of(what.method(), target, what.contentType(), clients);
        ByteBuf out = alloc.directBuffer(head.length + HEAD_BYTES + room(what.body()));
        out.writeBytes(head);
        writeMore(out, ask);
        writeTrace(out, ask, what.body().length());
        return with(alloc, out, what.body());
    }

    private void writeRest(ByteBuf out, ClientAsk ask, int bodyLength) {
        Map<String, String> extra = ask.request().extraHeaders();
        for (AsciiString name : passedOn) {
            if (!heads.sets(name) && (extra.isEmpty() || !extra.containsKey(name.toString()))) {
                pass(out, name, ask.headers());
            }
        }
        writeMore(out, ask);
        if (forwarded.own()) {
            writeOwn(out, ask);
        }
        extra.forEach((name, value) -> writeExtra(out, name, value));
        writeTrace(out, ask, bodyLength);
    }

    /** An organization of OpenAI's means nothing to providers of other forms. */
    private void writeExtra(ByteBuf out, String name, String value) {
        boolean foreign = name.equals(ORGANIZATION) && Arrays.stream(passedOn).noneMatch(ORGANIZATION::contentEquals);
        if (!foreign && !heads.says(name)) {
            HeadWriter.header(out, new AsciiString(name), value);
        }
    }

    private void writeOwn(ByteBuf out, ClientAsk ask) {
        ClientHeaders.own(ask.headers(), forwarded).forEach((name, value) -> {
            boolean written = heads.says(name) || Arrays.stream(passedOn).anyMatch(name::contentEquals);
            if (!written && !ask.request().extraHeaders().containsKey(name)) {
                HeadWriter.header(out, new AsciiString(name), value);
            }
        });
    }

    private void writeMore(ByteBuf out, ClientAsk ask) {
        if (more != MoreHeaders.NONE) {
            more.of(ask).forEach((name, value) -> {
                if (!heads.sets(name.toLowerCase(Locale.ROOT))) {
                    HeadWriter.header(out, new AsciiString(name), value);
                }
            });
        }
    }

    private static void writeTrace(ByteBuf out, ClientAsk ask, int bodyLength) {
        TraceContext trace = ask.trace();
        HeadWriter.header(out, TRACEPARENT, "00-" + trace.traceId() + "-" + trace.spanId() + "-01");
        if (trace.parentSpanId() != null) {
            pass(out, TRACESTATE, ask.headers());
        }
        HeadWriter.header(out, CONTENT_LENGTH, bodyLength);
        HeadWriter.end(out);
    }

    /** The target that an address on the same host stands for. */
    public static String target(URI elsewhere) {
        String path = elsewhere.getRawPath().isEmpty() ? "/" : elsewhere.getRawPath();
        return path + (elsewhere.getRawQuery() == null ? "" : "?" + elsewhere.getRawQuery());
    }

    private static void writeHead(ByteBuf out, byte[] head, @Nullable String target) {
        int from = 0;
        if (target != null) {
            out.writeCharSequence("POST " + target + " HTTP/1.1\r\n", StandardCharsets.ISO_8859_1);
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
