package io.callstream.gateway.dialect.bedrock;

import io.callstream.gateway.chat.ChatReader;
import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.EmbeddingRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.aws.PathEscapes;
import io.callstream.gateway.dialect.request.BodyParameters;
import io.callstream.gateway.dialect.request.MendedChat;
import io.callstream.gateway.dialect.request.RequestWriter;
import io.callstream.gateway.net.ProviderAddress;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
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
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts a request into the Converse API's form, or that of a maker of embeddings; the model and what is wanted of it stand in the path. */
final class BedrockEncoder implements RequestEncoder {
    private static final List<AsciiString> PASSED_ON = List.of(AsciiString.cached("x-request-id"));

    private final RequestWriter requests;
    private final BodyParameters parameters;
    private final BodyParameters embeddingParameters;
    private final Signing signing;
    private final String host;
    private final String stem;
    private final boolean drops;
    private final boolean mends;

    BedrockEncoder(Deployment deployment, Signing signing) {
        this.signing = signing;
        this.host = ProviderAddress.of(deployment.apiBase()).authority();
        this.stem = stem(deployment.apiBase());
        this.drops = deployment.endpoint().options().dropsUnsupported();
        this.mends = deployment.endpoint().options().mendsMessages();
        this.requests = new RequestWriter(
                deployment, operation -> path(operation, deployment.model(), false), Map.of(), PASSED_ON);
        this.parameters = BodyParameters.of(deployment.endpoint().parameters(), Operation.CHAT_COMPLETION);
        this.embeddingParameters = BodyParameters.of(deployment.endpoint().parameters(), Operation.EMBEDDING);
    }

    @Override
    public URI url(Operation operation) {
        return requests.url(operation);
    }

    @Override
    public @Nullable CompletionStage<?> preparation() {
        return signing.preparation();
    }

    @Override
    public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere)
            throws UnsupportedRequestException {
        byte[] asked = ask.request().body(to.model(), false, true).toBytes();
        byte[] body = body(to, asked).getBytes(StandardCharsets.UTF_8);
        String target = elsewhere == null
                ? path(to.operation(), to.model().name(), ask.request().stream())
                : RequestWriter.target(elsewhere);
        Map<String, String> signed = signing.headers(host, target, body);
        return requests.whole(alloc, to.operation(), ask, target, ProviderBody.of(body), signed);
    }

    private String body(Destination to, byte[] asked) throws UnsupportedRequestException {
        ModelTraits model = new ModelTraits(to.model().name());
        if (to.operation() == Operation.EMBEDDING) {
            return Embeddings.write(EmbeddingRequest.read(with(embeddingParameters, asked)), model, drops);
        }
        if (!to.operation().chats()) {
            throw unanswered(to.operation());
        }
        ChatRequest chat = ChatReader.read(with(parameters, asked));
        return new ConverseWriter(mends ? MendedChat.of(chat, model.claude(), true) : chat, model, drops).write();
    }

    private static UnsupportedRequestException unanswered(Operation operation) {
        return new UnsupportedRequestException(
                "model",
                "Bedrock's models answer chat completions and embeddings only, not " + operation.callType() + "s.");
    }

    /** With what the deployment says. */
    private static Slice with(BodyParameters parameters, byte[] body) {
        return Slice.of(parameters.none() ? body : parameters.applyTo(body));
    }

    private String path(Operation operation, String model, boolean stream) {
        String chat = stream ? "/converse-stream" : "/converse";
        return stem + "/model/" + PathEscapes.escape(model, false)
                + (operation == Operation.EMBEDDING ? "/invoke" : chat);
    }

    private static String stem(URI base) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
