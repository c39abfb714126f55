package io.callstream.gateway.dialect.pass;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.request.RequestWriter;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** No form: requests go on as they came, with the headers of the configuration. */
public final class PassDialect implements Dialect {
    private final boolean forwardsHeaders;

    /** @param forwardsHeaders whether all of the client's harmless headers go along */
    public PassDialect(boolean forwardsHeaders) {
        this.forwardsHeaders = forwardsHeaders;
    }

    @Override
    public String form() {
        return "pass_through";
    }

    @Override
    public RequestEncoder encoder(Deployment deployment) {
        return new Encoder(deployment, forwardsHeaders);
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        throw new UnsupportedOperationException("answers are only passed through");
    }

    private static final class Encoder implements RequestEncoder {
        private final RequestWriter requests;
        private final String path;
        private final boolean forwardsHeaders;

        Encoder(Deployment deployment, boolean forwardsHeaders) {
            this.path = path(deployment.apiBase());
            this.requests = new RequestWriter(deployment, operation -> path, Map.of(), List.of());
            this.forwardsHeaders = forwardsHeaders;
        }

        private static String path(URI base) {
            String path = base.getRawPath() == null ? "" : base.getRawPath();
            return (path.isEmpty() ? "/" : path) + (base.getRawQuery() == null ? "" : "?" + base.getRawQuery());
        }

        @Override
        public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere)
                throws UnsupportedRequestException {
            throw new UnsupportedRequestException("model", "This address takes only what is passed through to it.");
        }

        @Override
        public ByteBuf forward(
                ByteBufAllocator alloc, Destination to, ClientAsk ask, Forward what, @Nullable URI elsewhere) {
            String target = elsewhere == null ? what.below(path) : RequestWriter.target(elsewhere);
            return requests.forward(alloc, ask, what, target, forwardsHeaders);
        }

        @Override
        public URI url(Operation operation) {
            return requests.url(operation);
        }
    }
}
