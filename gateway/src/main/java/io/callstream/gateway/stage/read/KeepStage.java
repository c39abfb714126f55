package io.callstream.gateway.stage.read;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.event.KeptRequest;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Makes of a long body what events hold of it, away from the event loop; the last stage, so that it is the body that is sent. */
public final class KeepStage implements Stage {
    private final Executor elsewhere;

    /** @param elsewhere goes through long bodies; may reject what is too much */
    public KeepStage(Executor elsewhere) {
        this.elsewhere = elsewhere;
    }

    @Override
    public String name() {
        return "keeping";
    }

    @Override
    public Step run(PendingCall call) {
        return call.request().isLong() ? later(call) : Step.CONTINUE;
    }

    private Step later(PendingCall call) {
        Promise<Step> step = call.executor().newPromise();
        Supplier<KeptRequest> keeping = call.keeping();
        try {
            elsewhere.execute(() -> {
                KeptRequest kept = keeping.get();
                call.executor().execute(() -> {
                    if (!step.isDone()) {
                        call.kept(kept);
                        step.trySuccess(Step.CONTINUE);
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            return Step.CONTINUE; // the event loop does it, when the call is recorded
        }
        return new Step.Later(step);
    }
}
