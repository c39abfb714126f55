package io.callstream.gateway.call;

/**
 * One decision about a call before its provider is asked. Runs on the call's event loop, for all calls of that loop, and
 * never blocks: what has to be waited for is a {@link Step.Later}.
 */
public interface Stage {
    /** For messages, when it takes too long. */
    String name();

    Step run(PendingCall call);
}
