package io.callstream.gateway.provider;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts requests to one deployment into its provider's form. Safe for use by several threads. */
public interface RequestEncoder {
    /**
     * A whole request, head and body; the receiver releases the buffer.
     *
     * @param elsewhere where a redirect on the same host led; null for the usual place
     * @throws UnsupportedRequestException if the provider cannot be asked that
     */
    ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere)
            throws UnsupportedRequestException;

    /**
     * What requests have to wait for, such as a token that is being fetched; null when they can be made at once, as nearly always.
     * It fails with a {@link io.callstream.gateway.credential.CredentialsException}, and may end on any thread.
     */
    default @Nullable CompletionStage<?> preparation() {
        return null;
    }

    /**
     * A whole request that goes on as it came, but for the provider's address, key and name of the model.
     *
     * @param elsewhere where a redirect on the same host led; null for the usual place
     * @throws UnsupportedRequestException if the provider takes no such requests
     */
    default ByteBuf forward(
            ByteBufAllocator alloc, Destination to, ClientAsk ask, Forward what, @Nullable URI elsewhere)
            throws UnsupportedRequestException {
        throw new UnsupportedRequestException(
                "model", "The model's provider takes no " + to.operation().callType() + " calls in OpenAI's form.");
    }

    /** Where requests of an operation go. */
    URI url(Operation operation);
}
