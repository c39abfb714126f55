package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.limit.CallLease;
import io.callstream.gateway.net.HeadWriter;
import io.netty.buffer.ByteBuf;
import java.util.UUID;
import java.util.function.Consumer;

/** Answers that the gateway gives itself, in OpenAI's error shape. */
final class ErrorResponse {
    private static final byte[] JSON = HeadWriter.lines("content-type", "application/json");
    private static final int HEAD_BYTES = 640;

    private final CallRequest request;
    private final ClientChannel client;
    private final byte[] limits;

    ErrorResponse(CallRequest request, ClientChannel client, CallLease lease) {
        this.request = request;
        this.client = client;
        this.limits = lease.headers();
    }

    /** A request that was not read to its end leaves the connection in no state for another one. */
    boolean reusable() {
        return request.mayBeFollowed(true);
    }

    /** @param headers writes further header lines */
    void send(UUID callId, Consumer<ByteBuf> headers, CallError refusal) {
        byte[] body = request.api().errorBody(refusal);
        ByteBuf out = client.alloc().directBuffer(HEAD_BYTES + limits.length + body.length);
        ResponseHead.status(out, refusal.error().httpStatus());
        out.writeBytes(JSON);
        new CallLabel(callId, request.origin().forBrowser(), limits, false).write(out);
        headers.accept(out);
        out.writeBytes(ResponseHead.tryAgain(refusal.error()));
        HeadWriter.header(out, ResponseHead.CONTENT_LENGTH, body.length);
        ResponseHead.connection(out, reusable(), request.form().chunks());
        HeadWriter.end(out);
        out.writeBytes(body);
        client.write(out);
        client.flush();
    }
}
