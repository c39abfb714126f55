package io.callstream.gateway.server;

import io.callstream.gateway.exchange.CallRequest;
import io.callstream.gateway.exchange.Refusal;
import io.callstream.gateway.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.util.Arrays;

/** A request whose body is still coming. */
final class IncomingRequest {
    /** An announced length is believed up to this: memory is taken for bytes that came, not for promises. */
    private static final int BELIEVED_BYTES = 1 << 20;

    private final HttpRequest head;
    private final Instant startedAt;
    private final long startedNanos;
    private final long announced;
    private byte[] body;
    private int received;

    IncomingRequest(HttpRequest head, Instant startedAt, long startedNanos) {
        this.head = head;
        this.startedAt = startedAt;
        this.startedNanos = startedNanos;
        this.announced = head.decoderResult().isFailure() ? 0 : HttpUtil.getContentLength(head, 0L);
        this.body = new byte[(int) Math.max(0, Math.min(announced, BELIEVED_BYTES))];
    }

    /** Content-Length; 0 when there is none. */
    long announced() {
        return announced;
    }

    long startedNanos() {
        return startedNanos;
    }

    int received() {
        return received;
    }

    boolean wantsContinue() {
        return HttpUtil.is100ContinueExpected(head);
    }

    void add(ByteBuf part) {
        int more = part.readableBytes();
        int needed = received + more;
        if (needed > body.length) {
            body = Arrays.copyOf(body, (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 8L, 2L * body.length)));
        }
        part.getBytes(part.readerIndex(), body, received, more);
        received = needed;
    }

    ClientRequest whole() {
        return new ClientRequest(head, new Slice(body, 0, received), form(), null);
    }

    ClientRequest refused(Refusal refusal) {
        return new ClientRequest(head, Slice.EMPTY, form(), refusal);
    }

    private CallRequest.Form form() {
        boolean http11 = head.protocolVersion().equals(HttpVersion.HTTP_1_1);
        boolean keepAlive = !head.decoderResult().isFailure() && HttpUtil.isKeepAlive(head);
        return new CallRequest.Form(received, startedAt, startedNanos, keepAlive, http11);
    }
}
