package io.callstream.gateway.call;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.auth.ConnectionAuthenticator;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.limit.Hold;
import io.callstream.json.Slice;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to one of the endpoints that are calls.
 *
 * @param body all of it; empty when the request was refused before it had been read
 * @param form how it came
 * @param refusal why it was refused while it was read; null when it was not
 * @param origin the connection it came on
 * @param hold the memory the call takes, given back when it has ended
 */
public record CallRequest(
        Endpoint endpoint,
        HttpHeaders headers,
        Slice body,
        Form form,
        @Nullable CallError refusal,
        Origin origin,
        Hold hold) {

    private static final int LONG_BYTES = 1 << 20;

    /** Whether its body is so long that an event loop, which has other calls to serve, does not go through it. */
    public boolean isLong() {
        return body.length() >= LONG_BYTES;
    }

    /** The client's API. */
    ClientApi api() {
        return endpoint.api();
    }

    /**
     * Whether the client's connection may serve another request after this one's answer.
     *
     * @param delimited whether the client can see the answer's end without the connection's
     */
    boolean mayBeFollowed(boolean delimited) {
        return form.keepAlive() && refusal == null && delimited;
    }

    /**
     * When and in which form the request came.
     *
     * @param receivedBytes body bytes received
     * @param startedAt when its head had been read
     * @param startedNanos the same by {@link System#nanoTime()}
     * @param keepAlive whether the client wants to use the connection again
     * @param chunks whether the client understands chunked answers (HTTP/1.1)
     */
    public record Form(long receivedBytes, Instant startedAt, long startedNanos, boolean keepAlive, boolean chunks) {}

    /**
     * Where the request came from.
     *
     * @param ip the connection's address
     * @param authenticator the connection's memory of keys
     * @param forBrowser header lines that a browser wants to see in every answer; empty when none asks
     */
    public record Origin(@Nullable String ip, ConnectionAuthenticator authenticator, byte[] forBrowser) {}
}
