package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.chat.ChatReader;
import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.request.Account;
import io.callstream.gateway.dialect.request.BodyParameters;
import io.callstream.gateway.dialect.request.MoreHeaders;
import io.callstream.gateway.dialect.request.RequestWriter;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Operation;
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

/** Puts a request into Gemini's form; the model and whether the answer is a stream stand in the path. */
final class GeminiEncoder implements RequestEncoder {
    private static final List<AsciiString> PASSED_ON = List.of(AsciiString.cached("x-request-id"));

    private final GeminiPaths paths;
    private final RequestWriter requests;
    private final BodyParameters parameters;
    private final boolean drops;

    GeminiEncoder(Deployment deployment, GeminiPaths paths, Map<String, String> credentials, Account account) {
        this.paths = paths;
        this.drops = deployment.endpoint().options().dropsUnsupported();
        this.requests = new RequestWriter(
                deployment,
                operation -> path(deployment.model(), false),
                credentials,
                PASSED_ON,
                account == Account.NONE ? MoreHeaders.NONE : ask -> account.headers());
        this.parameters = BodyParameters.of(deployment.endpoint().parameters(), Operation.CHAT_COMPLETION);
    }

    @Override
    public URI url(Operation operation) {
        return requests.url(operation);
    }

    @Override
    public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere)
            throws UnsupportedRequestException {
        if (!to.operation().chats()) {
            throw new UnsupportedRequestException(
                    "model",
                    "Gemini's models answer chat completions only, not "
                            + to.operation().callType() + "s.");
        }
        byte[] asked = ask.request().body(to.model(), false, true).toBytes();
        ChatRequest chat = ChatReader.read(Slice.of(parameters.none() ? asked : parameters.applyTo(asked)));
        byte[] body = new ContentsWriter(chat, drops).write().getBytes(StandardCharsets.UTF_8);
        String target =
                elsewhere == null ? path(to.model().name(), ask.request().stream()) : RequestWriter.target(elsewhere);
        return requests.head(alloc, to.operation(), ask, target, body.length).writeBytes(body);
    }

    private String path(String model, boolean stream) {
        return paths.path(model, stream ? "streamGenerateContent?alt=sse" : "generateContent");
    }
}
