package io.callstream.gateway.event;

import io.callstream.gateway.usage.Answered;
import io.callstream.gateway.usage.TierWords;
import org.jspecify.annotations.Nullable;

/** What events record of an answer and its request that decides about its price: what the answer says of itself first. */
record RecordedTier(RequestInfo asked, ResponseFacts facts) implements Answered {
    @Override
    public @Nullable String model() {
        return facts.model();
    }

    @Override
    public @Nullable String tier() {
        String served = TierWords.in(facts.body());
        return served == null ? TierWords.in(asked.parameters()) : served;
    }
}
