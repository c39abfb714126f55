package io.callstream.gateway.dialect.ollama;

import io.callstream.gateway.chat.ChatReader;
import io.callstream.gateway.chat.EmbeddingRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.request.BodyParameters;
import io.callstream.gateway.dialect.request.RequestWriter;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
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

/** Puts a request into Ollama's form. */
final class OllamaEncoder implements RequestEncoder {
    private static final List<AsciiString> PASSED_ON = List.of(AsciiString.cached("x-request-id"));

    private final RequestWriter requests;
    private final BodyParameters chatParameters;
    private final BodyParameters embeddingParameters;
    private final boolean drops;

    OllamaEncoder(Deployment deployment) {
        String stem = stem(deployment.apiBase());
        this.requests = new RequestWriter(
                deployment,
                operation -> stem + (operation == Operation.EMBEDDING ? "/api/embed" : "/api/chat"),
                credentials(deployment),
                PASSED_ON);
        this.chatParameters = BodyParameters.of(deployment.endpoint().parameters(), Operation.CHAT_COMPLETION);
        this.embeddingParameters = BodyParameters.of(deployment.endpoint().parameters(), Operation.EMBEDDING);
        this.drops = deployment.endpoint().options().dropsUnsupported();
    }

    private static Map<String, String> credentials(Deployment deployment) {
        return deployment
                .apiKey()
                .map(Secret::reveal)
                .map(key -> Map.of("authorization", "Bearer " + key))
                .orElse(Map.of());
    }

    @Override
    public URI url(Operation operation) {
        return requests.url(operation);
    }

    @Override
    public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere)
            throws UnsupportedRequestException {
        byte[] asked = ask.request().body(to.model(), false, true).toBytes();
        byte[] body = body(to, asked, ask.request().stream()).getBytes(StandardCharsets.UTF_8);
        String target = elsewhere == null ? null : RequestWriter.target(elsewhere);
        return requests.whole(alloc, to.operation(), ask, target, ProviderBody.of(body));
    }

    private String body(Destination to, byte[] asked, boolean stream) throws UnsupportedRequestException {
        String model = to.model().name();
        return switch (to.operation()) {
            case CHAT_COMPLETION, RESPONSES ->
                new OllamaChatWriter(ChatReader.read(with(chatParameters, asked)), model, stream, drops).write();
            case EMBEDDING ->
                OllamaEmbeddings.write(EmbeddingRequest.read(with(embeddingParameters, asked)), model, drops);
            default ->
                throw new UnsupportedRequestException(
                        "model",
                        "Ollama's own API is asked for chat completions and embeddings only, not for "
                                + to.operation().callType()
                                + "s; an api_base that ends in /v1 has the model asked in OpenAI's"
                                + " form.");
        };
    }

    /** With what the deployment says. */
    private static Slice with(BodyParameters parameters, byte[] body) {
        return Slice.of(parameters.none() ? body : parameters.applyTo(body));
    }

    /** People write the server, or its API's root. */
    private static String stem(URI base) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return path.replaceFirst("/(api(/(chat|generate|embed))?/?)?$", "");
    }
}
