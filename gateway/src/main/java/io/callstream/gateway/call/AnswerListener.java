package io.callstream.gateway.call;

import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.provider.Destination;

/** Hears of the whole answer to a call, if there is one. Called on the call's event loop, once at most. */
public interface AnswerListener {
    /** Nobody wants to know. */
    AnswerListener NONE = (response, from) -> {};

    /**
     * A provider has answered, and the answer is whole and no error.
     *
     * @param response its body is null where it was too large to be held; only to be looked at during the call
     * @param from who gave it
     */
    void answered(ResponseFacts response, Destination from);
}
