package io.callstream.gateway.server;

import io.callstream.gateway.api.ClientApis;
import io.callstream.gateway.auth.ApiKeyStore;
import io.callstream.gateway.call.Calls;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What answers the requests of one event loop under one reading of the configuration.
 *
 * @param apis what callers may speak
 * @param posts what answers POST by path, besides calls; each needs a key
 * @param crossOrigin what browsers may do
 */
public record LoopServices(
        Calls calls,
        ApiKeyStore keys,
        ClientApis apis,
        Pages pages,
        Map<String, PostPage> posts,
        CrossOrigin crossOrigin) {
    public LoopServices {
        posts = Map.copyOf(posts);
    }

    /** What answers a request that posts to a path that is no call; null when nothing does. */
    @Nullable PostPage post(HttpRequest head) {
        return head.method().equals(HttpMethod.POST) ? posts.get(ClientRequest.path(head)) : null;
    }

    /** Whether a service answers a request. */
    boolean serves(ClientRequest request) {
        return request.refusal() == null && serves(request.head());
    }

    boolean serves(HttpRequest head) {
        return pages.services().find(ClientRequest.path(head), head.method().name()) != null;
    }
}
