package io.callstream.gateway.call;

import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.usage.Answered;
import org.jspecify.annotations.Nullable;

/**
 * What decides about the price of an answer. A provider says how it has served a call, which may not be as it was asked to; only
 * where it says nothing the request counts.
 *
 * @param facts null when the answer is none that can be read
 */
record ServedAnswer(AttemptRequest ask, @Nullable AnswerFacts facts) implements Answered {
    @Override
    public @Nullable String model() {
        return facts == null ? null : facts.model();
    }

    @Override
    public @Nullable String tier() {
        String served = facts == null ? null : facts.tier();
        return served == null ? ask.tier() : served;
    }
}
