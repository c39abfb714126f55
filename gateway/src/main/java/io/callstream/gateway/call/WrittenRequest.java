package io.callstream.gateway.call;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request in its provider's form, or why there is none: one of the two is null.
 *
 * @param bytes whoever gets them releases them
 */
record WrittenRequest(@Nullable ByteBuf bytes, @Nullable CallError refusal) {
    private static final CallError BUSY = new CallError(
            GatewayError.OVERLOADED, "The gateway writes too many long requests already; try again in a moment.");
    private static final CallError FAULT =
            new CallError(GatewayError.INTERNAL, "The request could not be put into the provider's form.");

    static WrittenRequest of(ProviderRequests requests, AttemptRequest ask) {
        try {
            return new WrittenRequest(requests.write(ask), null);
        } catch (UnsupportedRequestException e) {
            String recorded = "The request asks for something that the model's provider cannot do.";
            return new WrittenRequest(
                    null, new CallError(GatewayError.UNSUPPORTED, String.valueOf(e.getMessage()), e.param(), recorded));
        }
    }

    /**
     * Writes a long one, which would hold an event loop up.
     *
     * @param then hears of it on the loop, once
     */
    static void aside(
            ProviderRequests requests, AttemptRequest ask, EventExecutor loop, Consumer<WrittenRequest> then) {
        try {
            requests.aside().execute(() -> {
                WrittenRequest written = surely(requests, ask);
                loop.execute(() -> then.accept(written));
            });
        } catch (RejectedExecutionException e) {
            then.accept(new WrittenRequest(null, BUSY));
        }
    }

    /** Nobody would hear of what is thrown on another thread. */
    private static WrittenRequest surely(ProviderRequests requests, AttemptRequest ask) {
        try {
            return of(requests, ask);
        } catch (RuntimeException fault) {
            return new WrittenRequest(null, FAULT);
        }
    }

    /** Nobody wants it any more. */
    void release() {
        if (bytes != null) {
            bytes.release();
        }
    }
}
