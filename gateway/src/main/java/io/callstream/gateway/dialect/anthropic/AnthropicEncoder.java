package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.chat.ChatReader;
import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.request.Account;
import io.callstream.gateway.dialect.request.BodyParameters;
import io.callstream.gateway.dialect.request.MendedChat;
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
import org.jspecify.annotations.Nullable;

/** Puts a request into Anthropic's form. */
final class AnthropicEncoder implements RequestEncoder {
    private static final String VERSION = "2023-06-01";
    private static final AsciiString VERSION_HEADER = AsciiString.cached("anthropic-version");
    private static final List<AsciiString> PASSED_ON =
            List.of(AsciiString.cached("x-request-id"), AsciiString.cached("anthropic-beta"));

    private final AnthropicPlace place;
    private final boolean fixedPath;
    private final RequestWriter requests;
    private final BodyParameters parameters;
    private final boolean drops;
    private final boolean mends;
    private final URI base;

    AnthropicEncoder(Deployment deployment, AnthropicPlace place) {
        this.place = place;
        this.base = deployment.apiBase();
        this.fixedPath = place instanceof OwnPlace;
        this.requests = new RequestWriter(
                deployment,
                operation -> place.path(deployment.model(), false),
                place.headers(),
                PASSED_ON,
                place.account() == Account.NONE
                        ? MoreHeaders.NONE
                        : ask -> place.account().headers());
        this.drops = deployment.endpoint().options().dropsUnsupported();
        this.mends = deployment.endpoint().options().mendsMessages();
        this.parameters = BodyParameters.of(deployment.endpoint().parameters(), Operation.CHAT_COMPLETION);
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
        if (!to.operation().chats()) {
            throw new UnsupportedRequestException(
                    "model",
                    "Anthropic's models answer chat completions only, not "
                            + to.operation().callType() + "s.");
        }
        Slice own = ask.request().own(AnthropicDialect.FORM, to.model());
        byte[] body = place.body(own == null ? translated(to, ask) : withParameters(own.toBytes()));
        String target = target(to, ask, elsewhere);
        if (own != null && fixedPath && !VERSION.equals(ask.headers().get(VERSION_HEADER, VERSION))) {
            // A client's body is written for the version of the API that it names, and so is what it reads.
            Forward what = Forward.post("application/json", ProviderBody.of(body));
            String usual = place.path(to.model().name(), false);
            return requests.forward(alloc, ask, what, target == null ? usual : target);
        }
        return requests.whole(alloc, to.operation(), ask, target, ProviderBody.of(body));
    }

    private @Nullable String target(Destination to, ClientAsk ask, @Nullable URI elsewhere) {
        if (elsewhere != null) {
            return RequestWriter.target(elsewhere);
        }
        return fixedPath ? null : place.path(to.model().name(), ask.request().stream());
    }

    private byte[] translated(Destination to, ClientAsk ask) throws UnsupportedRequestException {
        byte[] openAi =
                withParameters(ask.request().body(to.model(), false, true).toBytes());
        ChatRequest asked = ChatReader.read(Slice.of(openAi));
        ChatRequest chat = mends ? ToolsWriter.withCalled(MendedChat.of(asked, true, false)) : asked;
        return new MessagesWriter(chat, to.model().name(), ask.request().stream(), drops)
                .write()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** With what the deployment says. */
    private byte[] withParameters(byte[] body) {
        return parameters.none() ? body : parameters.applyTo(body);
    }
}
