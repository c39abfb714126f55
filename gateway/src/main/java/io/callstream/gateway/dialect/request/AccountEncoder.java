package io.callstream.gateway.dialect.request;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.RequestEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Requests that wait until their account is ready. */
public record AccountEncoder(RequestEncoder inside, Account account) implements RequestEncoder {
    @Override
    public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere)
            throws UnsupportedRequestException {
        return inside.encode(alloc, to, ask, elsewhere);
    }

    @Override
    public ByteBuf forward(ByteBufAllocator alloc, Destination to, ClientAsk ask, Forward what, @Nullable URI elsewhere)
            throws UnsupportedRequestException {
        return inside.forward(alloc, to, ask, what, elsewhere);
    }

    @Override
    public URI url(Operation operation) {
        return inside.url(operation);
    }

    @Override
    public @Nullable CompletionStage<?> preparation() {
        return account.preparation();
    }
}
