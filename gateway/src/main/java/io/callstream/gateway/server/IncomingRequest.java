package io.callstream.gateway.server;

import io.callstream.gateway.call.CallRequest;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.ByteBudget;
import io.callstream.gateway.limit.Hold;
import io.callstream.gateway.net.ContentDecoder;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** A request whose body is still coming. */
final class IncomingRequest {
    private static final int SMALLEST = 1 << 10;

    /** An announced length is believed up to this: memory is taken for bytes that came, not for promises. */
    private static final int BELIEVED_BYTES = 1 << 20;

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final byte[] NOTHING = {};

    private final HttpRequest head;
    private final Instant startedAt;
    private final long startedNanos;
    private final long announced;
    private final Hold hold;
    private @Nullable ContentDecoder decoder;
    private @Nullable CallError wrong;
    private boolean kept = true;
    private int most = Integer.MAX_VALUE;
    private byte[] body = NOTHING;
    private int length;
    private int received;

    /** @param hold of the memory it takes; goes on with the request */
    IncomingRequest(HttpRequest head, Instant startedAt, long startedNanos, Hold hold) {
        this.head = head;
        this.startedAt = startedAt;
        this.startedNanos = startedNanos;
        this.announced = announced(head);
        this.hold = hold;
    }

    private static long announced(HttpRequest head) {
        boolean said = !head.decoderResult().isFailure() && head.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
        return said ? HttpUtil.getContentLength(head, 0L) : 0;
    }

    HttpRequest head() {
        return head;
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

    /** Bytes of the body as it is kept. */
    int length() {
        return length;
    }

    /** Whether the body is in a coding that can be undone, which it will be. */
    boolean decodes() {
        String coding = RequestCoding.of(head);
        decoder = coding == null ? null : RequestCoding.decoder(coding);
        return coding == null || decoder != null;
    }

    /** Its body may have so many bytes, coded or not. */
    void atMost(int bytes) {
        most = bytes;
    }

    int most() {
        return most;
    }

    /** The body is read and forgotten. */
    void keepNothing() {
        kept = false;
    }

    /** Why a body of the announced length need not be sent at all; null when there may be room for it. */
    @Nullable CallError announcedFits() {
        long needed = kept ? ByteBudget.heap(announced) : 0;
        if (hold.neverRoomFor(needed)) {
            return new CallError(
                    GatewayError.PAYLOAD_TOO_LARGE,
                    "The request body is larger than the memory that the gateway has for requests.");
        }
        return hold.roomFor(needed) ? null : noRoom();
    }

    /**
     * Takes in a part; what is wrong with that is given back.
     *
     * @param most bytes that are worth decoding: little can be made into very much
     */
    @Nullable CallError add(ByteBuf part, int most) {
        received += part.readableBytes();
        ContentDecoder coded = decoder;
        if (!kept || coded == null) {
            return kept ? keep(part) : null;
        }
        try {
            coded.decode(part, piece -> {
                wrong = length > most ? null : keep(piece);
                return wrong == null && length <= most;
            });
            return wrong;
        } catch (DataFormatException e) {
            return RequestCoding.malformed();
        }
    }

    private @Nullable CallError keep(ByteBuf part) {
        int more = part.readableBytes();
        if (!reserve(length + more)) {
            return noRoom();
        }
        part.getBytes(part.readerIndex(), body, length, more);
        length += more;
        return null;
    }

    /** All of it has come. */
    ClientRequest whole() {
        if (decoder != null && !decoder.whole()) {
            return refused(RequestCoding.malformed());
        }
        closeDecoder();
        return new ClientRequest(head, new Slice(body, 0, length), form(), null, hold);
    }

    ClientRequest refused(CallError refusal) {
        abandon();
        return new ClientRequest(head, Slice.EMPTY, form(), refusal, hold);
    }

    /** Forgets what came, and gives its memory back. */
    void abandon() {
        body = NOTHING;
        length = 0;
        closeDecoder();
        hold.close();
    }

    private void closeDecoder() {
        if (decoder != null) {
            decoder.close();
        }
    }

    private boolean reserve(int needed) {
        if (needed <= body.length) {
            return true;
        }
        int larger = capacity(needed);
        if (!hold.more(ByteBudget.heap(larger))) {
            return false;
        }
        byte[] old = body;
        body = Arrays.copyOf(old, larger);
        hold.less(ByteBudget.heap(old.length));
        return true;
    }

    private int capacity(int needed) {
        long likely = body.length == 0 ? Math.min(announced, BELIEVED_BYTES) : 2L * body.length;
        if (announced >= needed && decoder == null) {
            likely = Math.min(likely, announced);
        } else {
            likely = Math.max(likely, SMALLEST);
        }
        return (int) Math.max(needed, Math.min(likely, LONGEST_ARRAY));
    }

    private static CallError noRoom() {
        return new CallError(
                GatewayError.OVERLOADED, "The gateway has no memory left for the request; try again in a moment.");
    }

    private CallRequest.Form form() {
        boolean http11 = head.protocolVersion().equals(HttpVersion.HTTP_1_1);
        boolean keepAlive = !head.decoderResult().isFailure() && HttpUtil.isKeepAlive(head);
        return new CallRequest.Form(received, startedAt, startedNanos, keepAlive, http11);
    }
}
