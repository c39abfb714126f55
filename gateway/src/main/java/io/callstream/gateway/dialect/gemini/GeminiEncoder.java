package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.chat.ChatReader;
import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.EmbeddingRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.request.Account;
import io.callstream.gateway.dialect.request.BodyParameters;
import io.callstream.gateway.dialect.request.KnownParameters;
import io.callstream.gateway.dialect.request.MoreHeaders;
import io.callstream.gateway.dialect.request.RequestWriter;
import io.callstream.gateway.dialect.request.ServerRoot;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Forward;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a request into Gemini's form; the model and whether the answer is a stream stand in the path. */
final class GeminiEncoder implements RequestEncoder {
    private static final List<AsciiString> PASSED_ON = List.of(AsciiString.cached("x-request-id"));

    private static final KnownParameters EMBEDDING_PARAMETERS = new KnownParameters(
            "Gemini's models have",
            Set.of("model", "dimensions", "encoding_format", "user", "task_type", "title", "metadata"),
            Map.of());

    private final GeminiPaths paths;
    private final RequestWriter requests;
    private final GeminiEmbeddings embeddings;
    private final BodyParameters parameters;
    private final BodyParameters embeddingParameters;
    private final BodyParameters imageParameters;
    private final boolean drops;
    private final URI base;

    GeminiEncoder(
            Deployment deployment,
            GeminiPaths paths,
            Map<String, String> credentials,
            Account account,
            GeminiEmbeddings embeddings) {
        this.paths = paths;
        this.embeddings = embeddings;
        this.base = deployment.apiBase();
        this.drops = deployment.endpoint().options().dropsUnsupported();
        this.requests = new RequestWriter(
                deployment,
                operation -> target(operation, deployment.model(), false),
                credentials,
                PASSED_ON,
                account == Account.NONE ? MoreHeaders.NONE : ask -> account.headers());
        this.parameters = BodyParameters.of(deployment.endpoint().parameters(), Operation.CHAT_COMPLETION);
        this.embeddingParameters = BodyParameters.of(deployment.endpoint().parameters(), Operation.EMBEDDING);
        this.imageParameters = BodyParameters.of(deployment.endpoint().parameters(), Operation.IMAGE_GENERATION);
    }

    @Override
    public ByteBuf forward(ByteBufAllocator alloc, Destination to, ClientAsk ask, Forward what, @Nullable URI elsewhere)
            throws UnsupportedRequestException {
        if (to.operation() != Operation.PASS_THROUGH) {
            return RequestEncoder.super.forward(alloc, to, ask, what, elsewhere);
        }
        String target =
                elsewhere == null ? what.below(ServerRoot.of(base, what.rest())) : RequestWriter.target(elsewhere);
        return requests.forward(alloc, ask, what, target);
    }

    @Override
    public URI url(Operation operation) {
        return requests.url(operation);
    }

    @Override
    public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere)
            throws UnsupportedRequestException {
        byte[] asked = ask.request().body(to.model(), false, true).toBytes();
        String model = to.model().name();
        byte[] body = body(asked, model, to.operation()).getBytes(StandardCharsets.UTF_8);
        String target = elsewhere == null
                ? target(to.operation(), model, ask.request().stream())
                : RequestWriter.target(elsewhere);
        return requests.whole(alloc, to.operation(), ask, target, ProviderBody.of(body));
    }

    private String body(byte[] asked, String model, Operation operation) throws UnsupportedRequestException {
        return switch (operation) {
            case EMBEDDING -> embedding(asked, model);
            case IMAGE_GENERATION ->
                ImageRequest.read(with(imageParameters, asked), model, drops).body();
            default -> chat(asked, model, operation);
        };
    }

    private static byte[] with(BodyParameters parameters, byte[] asked) {
        return parameters.none() ? asked : parameters.applyTo(asked);
    }

    private String chat(byte[] asked, String model, Operation operation) throws UnsupportedRequestException {
        if (!operation.chats()) {
            throw new UnsupportedRequestException(
                    "model",
                    "Gemini's models answer chat completions, embeddings and calls for images only, not "
                            + operation.callType() + "s.");
        }
        ChatRequest chat = ChatReader.read(Slice.of(with(parameters, asked)));
        return new ContentsWriter(chat, model, drops).write();
    }

    private String embedding(byte[] asked, String model) throws UnsupportedRequestException {
        EmbeddingRequest request = EmbeddingRequest.read(Slice.of(with(embeddingParameters, asked)));
        if (!drops) {
            EMBEDDING_PARAMETERS.check(request.parameters());
        }
        return embeddings.body(request, model).toString();
    }

    private String target(Operation operation, String model, boolean stream) {
        if (operation == Operation.EMBEDDING) {
            return paths.path(model, embeddings.method(model));
        }
        if (operation == Operation.IMAGE_GENERATION) {
            return paths.path(model, ImageRequest.method(model));
        }
        return paths.path(model, stream ? "streamGenerateContent?alt=sse" : "generateContent");
    }
}
