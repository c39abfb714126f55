package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.netty.util.concurrent.Future;

/** What a {@link Stage} decides. */
public sealed interface Step {
    /** The next stage decides. */
    Step CONTINUE = new Continue();

    /** The next stage decides. The usual answer, so that there is one for all calls. */
    record Continue() implements Step {}

    /** The call is answered with this, and no provider is asked. */
    record Reply(StoredResponse response) implements Step {}

    /**
     * The call is refused.
     *
     * @param headers lines for the client's answer
     */
    record Reject(CallError error, byte[] headers) implements Step {
        private static final byte[] NO_HEADERS = new byte[0];

        public Reject(CallError error) {
            this(error, NO_HEADERS);
        }
    }

    /**
     * The decision comes later. The call waits for it under a deadline; when it ends before, the future is cancelled, and
     * what it comes to is of no interest any more.
     *
     * @param step completed on the call's event loop
     */
    record Later(Future<Step> step) implements Step {}
}
