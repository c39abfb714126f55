package io.callstream.gateway.call;

import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.provider.Destination;

/** Hears of the whole answer to a call, if there is one. Called on the call's event loop, once at most in all. */
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

    /**
     * The call was answered without asking a provider.
     *
     * @param response only to be looked at during the call
     */
    default void answeredAtHand(ResponseFacts response) {}

    /** This one, and then another. */
    default AnswerListener and(AnswerListener other) {
        AnswerListener first = this;
        return new AnswerListener() {
            @Override
            public void answered(ResponseFacts response, Destination from) {
                first.answered(response, from);
                other.answered(response, from);
            }

            @Override
            public void answeredAtHand(ResponseFacts response) {
                first.answeredAtHand(response);
                other.answeredAtHand(response);
            }
        };
    }
}
