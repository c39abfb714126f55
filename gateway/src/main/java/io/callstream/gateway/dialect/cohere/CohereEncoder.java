package io.callstream.gateway.dialect.cohere;

import io.callstream.gateway.chat.ChatReader;
import io.callstream.gateway.chat.EmbeddingRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.openai.OpenAiDialect;
import io.callstream.gateway.dialect.request.BodyParameters;
import io.callstream.gateway.dialect.request.RequestWriter;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.json.Slice;
import io.callstream.settings.Secret;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.AsciiString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a request into Cohere's form; rankings have the same in OpenAI's clients' hands. */
final class CohereEncoder implements RequestEncoder {
    private static final List<AsciiString> PASSED_ON = List.of(AsciiString.cached("x-request-id"));
    private static final String VERSION = "/v2";

    private final RequestWriter requests;
    private final RequestEncoder rankings;
    private final BodyParameters chatParameters;
    private final BodyParameters embeddingParameters;
    private final boolean drops;

    CohereEncoder(Deployment deployment) {
        String stem = stem(deployment.apiBase());
        Map<String, String> credentials = deployment
                .apiKey()
                .map(Secret::reveal)
                .map(key -> Map.of("authorization", "Bearer " + key))
                .orElse(Map.of());
        this.requests = new RequestWriter(
                deployment,
                operation -> stem + (operation == Operation.EMBEDDING ? "/embed" : "/chat"),
                credentials,
                PASSED_ON);
        this.rankings = OpenAiDialect.encoder(deployment, (operation, model) -> stem + "/rerank", credentials);
        this.chatParameters = BodyParameters.of(deployment.endpoint().parameters(), Operation.CHAT_COMPLETION);
        this.embeddingParameters = BodyParameters.of(deployment.endpoint().parameters(), Operation.EMBEDDING);
        this.drops = deployment.endpoint().options().dropsUnsupported();
    }

    @Override
    public URI url(Operation operation) {
        return operation == Operation.RERANK ? rankings.url(operation) : requests.url(operation);
    }

    @Override
    public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere)
            throws UnsupportedRequestException {
        if (to.operation() == Operation.RERANK) {
            return rankings.encode(alloc, to, ask, elsewhere);
        }
        byte[] asked = ask.request().body(to.model(), false, true).toBytes();
        byte[] body = body(to, asked, ask.request().stream()).getBytes(StandardCharsets.UTF_8);
        String target = elsewhere == null ? null : RequestWriter.target(elsewhere);
        return requests.whole(alloc, to.operation(), ask, target, ProviderBody.of(body));
    }

    /** Whatever is passed through needs only the address and the key, as in OpenAI's form. */
    @Override
    public ByteBuf forward(ByteBufAllocator alloc, Destination to, ClientAsk ask, Forward what, @Nullable URI elsewhere)
            throws UnsupportedRequestException {
        return to.operation() == Operation.PASS_THROUGH
                ? rankings.forward(alloc, to, ask, what, elsewhere)
                : RequestEncoder.super.forward(alloc, to, ask, what, elsewhere);
    }

    private String body(Destination to, byte[] asked, boolean stream) throws UnsupportedRequestException {
        String model = to.model().name();
        return switch (to.operation()) {
            case CHAT_COMPLETION, RESPONSES ->
                new CohereChatWriter(ChatReader.read(with(chatParameters, asked)), model, stream, drops).write();
            case EMBEDDING ->
                CohereEmbeddings.write(EmbeddingRequest.read(with(embeddingParameters, asked)), model, drops);
            default -> throw unanswered(to.operation());
        };
    }

    private static UnsupportedRequestException unanswered(Operation operation) {
        return new UnsupportedRequestException(
                "model",
                "Cohere's models answer chat completions, embeddings and rankings only, not " + operation.callType()
                        + "s.");
    }

    /** With what the deployment says. */
    private static Slice with(BodyParameters parameters, byte[] body) {
        return Slice.of(parameters.none() ? body : parameters.applyTo(body));
    }

    /** People write the server, its version, one of its paths, or the address for OpenAI's form. */
    static String stem(URI base) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String stem = path.replaceFirst("/(chat|embed|rerank)?/?$", "").replaceFirst("(/compatibility)?/v[12]$", "");
        return stem + VERSION;
    }
}
