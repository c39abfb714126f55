package io.callstream.gateway.server;

import io.callstream.gateway.call.CallRequest;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.limit.Hold;
import io.callstream.json.Slice;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that has been read in, or refused meanwhile.
 *
 * @param refusal null when it was read in whole
 * @param hold the memory it takes; whoever answers it gives that back
 */
record ClientRequest(
        HttpRequest head,
        Slice body,
        CallRequest.Form form,
        @Nullable CallError refusal,
        Hold hold) {
    /** Without host and query. */
    String path() {
        return path(head);
    }

    static String path(HttpRequest head) {
        return RequestTarget.path(head.uri());
    }

    HttpHeaders headers() {
        return head.headers();
    }

    String method() {
        return head.method().name();
    }
}
