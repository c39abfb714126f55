package io.callstream.gateway.call;

import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.upstream.Upstreams;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Ticker;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;

/** Begins the calls of one event loop. Only for that loop. */
public final class Calls {
    private final CallLoop loop;

    /**
     * @param stages decide about each call, in this order
     * @param elsewhere goes through long requests; may reject what is too much
     */
    public Calls(
            CallRules rules,
            List<Stage> stages,
            EventRecorder recorder,
            Upstreams upstreams,
            EventExecutor executor,
            Executor elsewhere,
            Ticker ticker) {
        this.loop = new CallLoop(
                rules, List.copyOf(stages), recorder, upstreams, executor, elsewhere, ticker, new UsageRefusals());
    }

    /** An id for an answer that belongs to no call. */
    public UUID newId() {
        return loop.rules().ids().next();
    }

    /** Begins a call; whatever becomes of it, the client is answered. */
    public CallHandle begin(CallRequest request, ClientChannel client) {
        loop.rules().tally().begin();
        return new PendingCall(loop, request, client, newId()).run();
    }
}
