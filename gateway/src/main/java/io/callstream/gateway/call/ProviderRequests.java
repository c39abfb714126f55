package io.callstream.gateway.call;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.Target;
import io.callstream.gateway.upstream.UpstreamCall;
import io.callstream.gateway.upstream.UpstreamResponseListener;
import io.callstream.gateway.upstream.Upstreams;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The requests that one call sends to its provider: mostly one, and one more for each redirect on the same host. */
final class ProviderRequests {
    private static final int MOST_REDIRECTS = 3;
    private static final int TEMPORARY = 307;
    private static final int PERMANENT = 308;

    private final Upstreams upstreams;
    private final ByteBufAllocator alloc;
    private final TraceContext trace;
    private final Executor aside;
    private @Nullable URI elsewhere;
    private int redirects;

    /** @param aside writes long requests; may reject what is too much */
    ProviderRequests(Upstreams upstreams, ByteBufAllocator alloc, TraceContext trace, Executor aside) {
        this.aside = aside;
        this.upstreams = upstreams;
        this.alloc = alloc;
        this.trace = trace;
    }

    /** Where long requests are written. */
    Executor aside() {
        return aside;
    }

    UpstreamCall send(AttemptRequest ask, ByteBuf bytes, UpstreamResponseListener listener) {
        return upstreams.pool(ask.destination().target().address()).start(bytes, listener);
    }

    /**
     * A request in its provider's form. Any thread may write it, while nothing is sent.
     *
     * @throws UnsupportedRequestException if the provider cannot be asked that
     */
    ByteBuf write(AttemptRequest ask) throws UnsupportedRequestException {
        Target target = ask.destination().target();
        ClientAsk clients = new ClientAsk(ask.request().headers(), ask.asked(), trace);
        UnsupportedRequestException beyond =
                ask.asked().beyond(ask.destination().dialect().form());
        if (beyond != null) {
            throw beyond;
        }
        RequestEncoder encoder = target.encoder(ask.destination().operation());
        Forward forward = ask.asked().forward(ask.destination().model());
        return forward == null
                ? encoder.encode(alloc, ask.destination(), clients, elsewhere)
                : encoder.forward(alloc, ask.destination(), clients, forward, elsewhere);
    }

    /**
     * Whether an answer is a redirect that is followed: one that keeps method and body, to the same scheme, host and port,
     * so that the key goes nowhere else. The next request then goes there.
     */
    boolean follows(int status, HttpHeaders headers, Destination to) {
        String location = headers.get(HttpHeaderNames.LOCATION);
        if (status != TEMPORARY && status != PERMANENT || location == null || redirects == MOST_REDIRECTS) {
            return false;
        }
        URI next = to.target().sameHost(to.operation(), elsewhere, location);
        if (next == null) {
            return false;
        }
        redirects++;
        elsewhere = next;
        return true;
    }
}
