package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.chat.ChatReader;
import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.request.BodyParameters;
import io.callstream.gateway.dialect.request.RequestWriter;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.json.Slice;
import io.callstream.settings.Secret;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.AsciiString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a request into Anthropic's form. */
final class AnthropicEncoder implements RequestEncoder {
    private static final String VERSION = "2023-06-01";
    private static final List<AsciiString> PASSED_ON =
            List.of(AsciiString.cached("x-request-id"), AsciiString.cached("anthropic-beta"));

    private final RequestWriter requests;
    private final BodyParameters parameters;
    private final boolean drops;

    AnthropicEncoder(Deployment deployment) {
        String path = path(deployment.apiBase());
        this.requests = new RequestWriter(deployment, operation -> path, headers(deployment), PASSED_ON);
        this.drops = deployment.endpoint().options().dropsUnsupported();
        this.parameters = BodyParameters.of(deployment.endpoint().parameters(), Operation.CHAT_COMPLETION);
    }

    @Override
    public URI url(Operation operation) {
        return requests.url(operation);
    }

    @Override
    public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere)
            throws UnsupportedRequestException {
        if (to.operation() != Operation.CHAT_COMPLETION) {
            throw new UnsupportedRequestException(
                    "model",
                    "Anthropic's models answer chat completions only, not "
                            + to.operation().callType() + "s.");
        }
        Slice own = ask.request().own(AnthropicDialect.FORM, to.model());
        byte[] body = own == null ? translated(to, ask) : withParameters(own.toBytes());
        String target = elsewhere == null ? null : RequestWriter.target(elsewhere);
        return requests.head(alloc, to.operation(), ask, target, body.length).writeBytes(body);
    }

    private byte[] translated(Destination to, ClientAsk ask) throws UnsupportedRequestException {
        byte[] openAi =
                withParameters(ask.request().body(to.model(), false, true).toBytes());
        ChatRequest chat = ChatReader.read(Slice.of(openAi));
        return new MessagesWriter(chat, to.model().name(), ask.request().stream(), drops)
                .write()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** With what the deployment says. */
    private byte[] withParameters(byte[] body) {
        return parameters.none() ? body : parameters.applyTo(body);
    }

    private static Map<String, String> headers(Deployment deployment) {
        Map<String, String> headers = new LinkedHashMap<>();
        deployment.apiKey().map(Secret::reveal).ifPresent(key -> headers.put("x-api-key", key));
        headers.put("anthropic-version", VERSION);
        return headers;
    }

    /** People write the server, its version, or all of the path. */
    static String path(URI base) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        if (stem.endsWith("/messages")) {
            return stem + query;
        }
        return stem + (stem.endsWith("/v1") ? "/messages" : "/v1/messages") + query;
    }
}
