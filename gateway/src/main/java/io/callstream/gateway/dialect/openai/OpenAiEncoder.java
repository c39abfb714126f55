package io.callstream.gateway.dialect.openai;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.NamePattern;
import io.callstream.gateway.dialect.request.BodyParameters;
import io.callstream.gateway.dialect.request.MoreHeaders;
import io.callstream.gateway.dialect.request.RequestWriter;
import io.callstream.gateway.dialect.request.ServerRoot;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.gateway.provider.RequestEncoder;
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

    private final OpenAiPaths paths;
    private final URI base;
    private final String provider;
    private final boolean everyModel;
    private final boolean newerBound;
    private final RequestWriter requests;
    private final BodyParameters[] parameters;

    OpenAiEncoder(Deployment deployment, OpenAiPaths paths, Map<String, String> credentials) {
        this.paths = paths;
        this.base = deployment.apiBase();
        this.provider = deployment.provider();
        this.newerBound = NewerBound.isNeeded(provider, deployment.model());
        this.everyModel = new NamePattern(deployment.model()).isWild();
        ModelName model = ModelName.of(deployment.model());
        this.requests = new RequestWriter(
                deployment, operation -> paths.path(asked(operation), model), credentials, PASSED_ON, more(deployment));
        this.parameters = Arrays.stream(Operation.values())
                .map(operation -> BodyParameters.of(deployment.endpoint().parameters(), operation))
                .toArray(BodyParameters[]::new);
    }

    /** Who asks by the Responses API is answered by a chat completion here. */
    private static Operation asked(Operation operation) {
        return operation == Operation.RESPONSES ? Operation.CHAT_COMPLETION : operation;
    }

    private static MoreHeaders more(Deployment deployment) {
        return deployment.provider().equals("helicone") ? new HeliconeHeaders() : MoreHeaders.NONE;
    }

    @Override
    public URI url(Operation operation) {
        return requests.url(operation);
    }

    @Override
    public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere) {
        String target = target(to, elsewhere);
        ProviderBody body = ask.request().body(to.model(), to.asksUsage(ask.request()), !to.keepsGatewayFields());
        BodyParameters own = parameters[to.operation().ordinal()];
        ProviderBody sent = own.none() ? body : ProviderBody.of(own.applyTo(body.toBytes()));
        return requests.whole(alloc, to.operation(), ask, target, bounded(to, sent));
    }

    private ProviderBody bounded(Destination to, ProviderBody body) {
        boolean newer = everyModel ? NewerBound.isNeeded(provider, to.model().name()) : newerBound;
        return newer && asked(to.operation()) == Operation.CHAT_COMPLETION
                ? ProviderBody.of(NewerBound.of(body.toBytes()))
                : body;
    }

    @Override
    public ByteBuf forward(
            ByteBufAllocator alloc, Destination to, ClientAsk ask, Forward what, @Nullable URI elsewhere) {
        String usual = to.operation() == Operation.PASS_THROUGH
                ? ServerRoot.of(base, what.rest())
                : paths.path(to.operation(), to.model());
        String target = elsewhere == null ? what.below(usual) : RequestWriter.target(elsewhere);
        return requests.forward(alloc, ask, what, target);
    }

    /** Null for the one that was made into bytes once. */
    private @Nullable String target(Destination to, @Nullable URI elsewhere) {
        if (elsewhere != null) {
            return RequestWriter.target(elsewhere);
        }
        return everyModel ? paths.path(asked(to.operation()), to.model()) : null;
    }
}
