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
        byte[] body = (to.operation() == Operation.EMBEDDING ? embedding(asked, model) : chat(asked, to.operation()))
                .getBytes(StandardCharsets.UTF_8);
        String target = elsewhere == null
                ? target(to.operation(), model, ask.request().stream())
                : RequestWriter.target(elsewhere);
        return requests.whole(alloc, to.operation(), ask, target, ProviderBody.of(body));
    }

    private String chat(byte[] asked, Operation operation) throws UnsupportedRequestException {
        if (!operation.chats()) {
            throw new UnsupportedRequestException(
                    "model",
                    "Gemini's models answer chat completions and embeddings only, not " + operation.callType() + "s.");
        }
        ChatRequest chat = ChatReader.read(Slice.of(parameters.none() ? asked : parameters.applyTo(asked)));
        return new ContentsWriter(chat, drops).write();
    }

    private String embedding(byte[] asked, String model) throws UnsupportedRequestException {
        byte[] whole = embeddingParameters.none() ? asked : embeddingParameters.applyTo(asked);
        EmbeddingRequest request = EmbeddingRequest.read(Slice.of(whole));
        if (!drops) {
            EMBEDDING_PARAMETERS.check(request.parameters());
        }
        return embeddings.body(request, model).toString();
    }

    private String target(Operation operation, String model, boolean stream) {
        if (operation == Operation.EMBEDDING) {
            return paths.path(model, embeddings.method(model));
        }
        return paths.path(model, stream ? "streamGenerateContent?alt=sse" : "generateContent");
    }
}
