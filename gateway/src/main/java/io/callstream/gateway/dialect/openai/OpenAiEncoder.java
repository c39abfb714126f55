package io.callstream.gateway.dialect.openai;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.request.BodyParameters;
import io.callstream.gateway.dialect.request.RequestWriter;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.settings.Secret;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.AsciiString;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a client's request into OpenAI's form: one buffer, head and body. */
final class OpenAiEncoder implements RequestEncoder {
    private static final List<AsciiString> PASSED_ON = List.of(
            AsciiString.cached("x-request-id"),
            AsciiString.cached("idempotency-key"),
            AsciiString.cached("openai-beta"),
            AsciiString.cached("openai-organization"),
            AsciiString.cached("openai-project"));

    private final RequestWriter requests;
    private final BodyParameters[] parameters;

    OpenAiEncoder(Deployment deployment) {
        this.requests = new RequestWriter(
                deployment,
                operation -> path(deployment.apiBase(), operation),
                deployment
                        .apiKey()
                        .map(Secret::reveal)
                        .map(key -> Map.of("authorization", "Bearer " + key))
                        .orElse(Map.of()),
                PASSED_ON);
        this.parameters = Arrays.stream(Operation.values())
                .map(operation -> BodyParameters.of(deployment.endpoint().parameters(), operation))
                .toArray(BodyParameters[]::new);
    }

    @Override
    public URI url(Operation operation) {
        return requests.url(operation);
    }

    @Override
    public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere) {
        ProviderBody body = ask.request().body(to.model(), to.asksUsage(ask.request()), !to.keepsGatewayFields());
        BodyParameters own = parameters[to.operation().ordinal()];
        if (own.none()) {
            ByteBuf out = requests.head(alloc, to.operation(), ask, elsewhere, body.length());
            body.writeTo(out);
            return out;
        }
        byte[] changed = own.applyTo(body.toBytes());
        return requests.head(alloc, to.operation(), ask, elsewhere, changed.length)
                .writeBytes(changed);
    }

    private static String path(URI base, Operation operation) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        return stem + below(operation) + query;
    }

    /** Below the provider's base URL. */
    private static String below(Operation operation) {
        return switch (operation) {
            case CHAT_COMPLETION -> "/chat/completions";
            case TEXT_COMPLETION -> "/completions";
            case EMBEDDING -> "/embeddings";
        };
    }
}
