package io.callstream.gateway.server;

import io.callstream.gateway.auth.ApiKeyStore;
import io.callstream.gateway.net.DeadlineScanner;
import io.callstream.gateway.net.FlushBatcher;
import io.netty.handler.codec.http.HttpRequest;

/**
 * What the connections of one event loop share. The services change when the configuration does, between two tasks of the
 * loop, so that whatever happens within one task sees one configuration. Only for that loop.
 */
public final class LoopScope {
    /** A request to the management API says little. */
    private static final int SERVICE_BODY_BYTES = 1 << 20;

    private final DeadlineScanner sweep;
    private final FlushBatcher flushes;
    private LoopServices services;

    public LoopScope(DeadlineScanner sweep, FlushBatcher flushes, LoopServices services) {
        this.sweep = sweep;
        this.flushes = flushes;
        this.services = services;
    }

    /** From now on requests are answered by these; calls under way go on with what they began with. */
    public void adopt(LoopServices changed) {
        services = changed;
    }

    LoopServices services() {
        return services;
    }

    ApiKeyStore keys() {
        return services.keys();
    }

    /** Bytes that the body of a request may have; 0 when nothing looks at it. */
    int mostBody(HttpRequest head) {
        if (Dispatcher.endpoint(services.apis(), head) != null || services.post(head) != null) {
            return Integer.MAX_VALUE;
        }
        return services.serves(head) ? SERVICE_BODY_BYTES : 0;
    }

    DeadlineScanner sweep() {
        return sweep;
    }

    FlushBatcher flushes() {
        return flushes;
    }
}
