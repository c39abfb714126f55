package io.callstream.gateway.dialect.responses;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.NamePattern;
import io.callstream.gateway.dialect.openai.OpenAiPaths;
import io.callstream.gateway.dialect.request.BodyParameters;
import io.callstream.gateway.dialect.request.RequestWriter;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.AsciiString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a request into the form of the Responses API: the client's own words where it speaks it, else written anew. */
final class ResponsesEncoder implements RequestEncoder {
    private static final List<AsciiString> PASSED_ON = List.of(
            AsciiString.cached("x-request-id"),
            AsciiString.cached("idempotency-key"),
            AsciiString.cached("openai-beta"),
            AsciiString.cached("openai-organization"),
            AsciiString.cached("openai-project"));

    private final OpenAiPaths paths;
    private final boolean everyModel;
    private final RequestWriter requests;
    private final BodyParameters chats;
    private final BodyParameters own;
    private final BodyParameters others;
    private final boolean drops;

    ResponsesEncoder(Deployment deployment, OpenAiPaths paths, Map<String, String> credentials) {
        this.paths = paths;
        this.everyModel = new NamePattern(deployment.model()).isWild();
        ModelName model = ModelName.of(deployment.model());
        this.requests =
                new RequestWriter(deployment, operation -> paths.path(asked(operation), model), credentials, PASSED_ON);
        this.drops = deployment.endpoint().options().dropsUnsupported();
        this.chats = BodyParameters.of(deployment.endpoint().parameters(), Operation.CHAT_COMPLETION);
        this.own =
                BodyParameters.of(Parameters.ofResponses(deployment.endpoint().parameters()), Operation.RESPONSES);
        this.others = BodyParameters.of(deployment.endpoint().parameters(), Operation.RESPONSE_COMPACT);
    }

    /** Who asks by another API is answered by a response. */
    private static Operation asked(Operation operation) {
        return operation.inResponsesApi() && !operation.ofResponse() ? operation : Operation.RESPONSES;
    }

    @Override
    public URI url(Operation operation) {
        return requests.url(operation);
    }

    @Override
    public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere)
            throws UnsupportedRequestException {
        if (!to.operation().chats() && !to.operation().inResponsesApi()) {
            throw new UnsupportedRequestException(
                    "model",
                    "This model answers by OpenAI's Responses API only, which knows no "
                            + to.operation().callType() + "s.");
        }
        Slice same = ask.request().own(ResponsesDialect.FORM, to.model());
        BodyParameters its = to.operation().chats() ? own : others;
        byte[] body = same == null ? translated(to, ask) : with(its, same.toBytes());
        return requests.whole(alloc, to.operation(), ask, target(to, elsewhere), ProviderBody.of(body));
    }

    @Override
    public ByteBuf forward(ByteBufAllocator alloc, Destination to, ClientAsk ask, Forward what, @Nullable URI elsewhere)
            throws UnsupportedRequestException {
        if (!to.operation().ofResponse()) {
            return RequestEncoder.super.forward(alloc, to, ask, what, elsewhere);
        }
        String usual = paths.path(Operation.RESPONSES, to.model());
        String target = elsewhere == null ? what.below(usual) : RequestWriter.target(elsewhere);
        return requests.forward(alloc, ask, what, target);
    }

    private byte[] translated(Destination to, ClientAsk ask) throws UnsupportedRequestException {
        byte[] openAi = with(chats, ask.request().body(to.model(), false, true).toBytes());
        return new RequestBody(to.model().name(), ask.request().stream(), drops)
                .of(Slice.of(openAi))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] with(BodyParameters parameters, byte[] body) {
        return parameters.none() ? body : parameters.applyTo(body);
    }

    /** Null for the one that was made into bytes once. */
    private @Nullable String target(Destination to, @Nullable URI elsewhere) {
        if (elsewhere != null) {
            return RequestWriter.target(elsewhere);
        }
        return everyModel ? paths.path(asked(to.operation()), to.model()) : null;
    }
}
