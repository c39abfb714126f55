package io.callstream.gateway.stage.read;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.call.CallRequest;
import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.ApiRequest;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Reads the request's body by the rules of its API; a long one away from the event loop, which has other calls to serve. */
public final class ReadStage implements Stage {
    private static final CallError BUSY = new CallError(
            GatewayError.OVERLOADED, "The gateway reads too many long requests already; try again in a moment.");

    private final Executor elsewhere;

    /** @param elsewhere reads long bodies; may reject what is too much */
    public ReadStage(Executor elsewhere) {
        this.elsewhere = elsewhere;
    }

    @Override
    public String name() {
        return "reading";
    }

    @Override
    public Step run(PendingCall call) {
        CallRequest request = call.request();
        if (request.refusal() != null) {
            return new Step.Reject(request.refusal());
        }
        return request.isLong() ? later(call, request) : taken(call, read(request));
    }

    private Step later(PendingCall call, CallRequest request) {
        Promise<Step> step = call.executor().newPromise();
        try {
            elsewhere.execute(() -> {
                Read read = read(request);
                call.executor().execute(() -> {
                    if (!step.isDone()) {
                        step.trySuccess(taken(call, read));
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            return new Step.Reject(BUSY);
        }
        return new Step.Later(step);
    }

    private static Step taken(PendingCall call, Read read) {
        if (read instanceof Read.Good good) {
            call.read(good.request());
            return Step.CONTINUE;
        }
        return new Step.Reject(((Read.Bad) read).error());
    }

    private sealed interface Read {
        record Good(ApiRequest request) implements Read {}

        record Bad(CallError error) implements Read {}
    }

    private static Read read(CallRequest request) {
        try {
            return new Read.Good(
                    request.endpoint().api().read(request.endpoint(), request.body(), request.headers()::get));
        } catch (InvalidRequestException e) {
            return new Read.Bad(new CallError(e.error(), String.valueOf(e.getMessage()), e.param()));
        }
    }
}
