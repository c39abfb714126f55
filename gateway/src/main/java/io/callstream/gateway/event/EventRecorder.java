package io.callstream.gateway.event;

import java.util.concurrent.Executor;

/**
 * Records the calls of one event loop.
 *
 * <p>Thread contract: only the event loop's thread.
 */
public interface EventRecorder {
    /** Records nothing: for {@code callstream.events: false}. */
    EventRecorder NOOP = new NoopEventRecorder();

    /** Whether another call may begin; false where calls that cannot be recorded are to be refused. */
    boolean takesCalls();

    /** Puts the pre-call event into the spool; it is there when this returns. */
    CallRecorder begin(CallFacts facts);

    /** The same of a request whose body was looked at before, by {@link #keep}. */
    default CallRecorder begin(CallFacts facts, KeptRequest kept) {
        return begin(facts);
    }

    /** What events will hold of a request's body, which takes its time for a long one. Any thread may ask. */
    default KeptRequest keep(CallFacts facts) {
        return KeptRequest.NOTHING;
    }

    /**
     * Runs an action once the events recorded so far are as durable as the configuration asks: at once and here by
     * default, otherwise later on {@code owner}. Call it between {@link #begin} and the request to the provider.
     */
    void whenDurable(Executor owner, Runnable action);
}
