package io.callstream.gateway.server;

import io.callstream.gateway.exchange.CallRequest;
import io.callstream.gateway.exchange.Refusal;
import io.callstream.gateway.json.Slice;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that has been read in, or refused meanwhile.
 *
 * @param refusal null when it was read in whole
 */
record ClientRequest(
        HttpRequest head,
        Slice body,
        CallRequest.Form form,
        @Nullable Refusal refusal) {
    /** Without the query. */
    String path() {
        String uri = head.uri();
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    String method() {
        return head.method().name();
    }
}
