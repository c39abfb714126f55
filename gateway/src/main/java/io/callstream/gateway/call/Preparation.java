package io.callstream.gateway.call;

import io.callstream.gateway.credential.CredentialsException;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an attempt waits for before its request can be made, for no longer than it would wait for the answer. Only for its event loop. */
final class Preparation {
    private final Consumer<@Nullable CallError> done;
    private final ScheduledFuture<?> deadline;
    private boolean over;

    /** @param done hears once, on the loop, and not before this returns: null when the request can be made */
    Preparation(CompletionStage<?> what, EventExecutor loop, Duration timeout, Consumer<@Nullable CallError> done) {
        this.done = done;
        this.deadline = loop.schedule(this::late, timeout.toNanos(), TimeUnit.NANOSECONDS);
        what.whenComplete((ready, failure) -> loop.execute(() -> end(failure == null ? null : refusal(failure))));
    }

    /** Nobody wants to hear of it any more. */
    void cancel() {
        over = true;
        deadline.cancel(false);
    }

    private void late() {
        end(new CallError(
                GatewayError.PROVIDER_CREDENTIALS, "The gateway got no credentials for the model's provider in time."));
    }

    private void end(@Nullable CallError failure) {
        if (!over) {
            cancel();
            done.accept(failure);
        }
    }

    /** The event says why: it is the operator's business. */
    private static CallError refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String why =
                cause instanceof CredentialsException ? String.valueOf(cause.getMessage()) : "a fault of the gateway";
        String message = "The gateway has no credentials for the model's provider.";
        return new CallError(GatewayError.PROVIDER_CREDENTIALS, message, null, message + " " + why);
    }
}
