package io.callstream.gateway.stage.cache;

import io.callstream.gateway.cache.AnswerCache;
import io.callstream.gateway.cache.AnswerKey;
import io.callstream.gateway.cache.KeptAnswer;
import io.callstream.gateway.call.AnswerListener;
import io.callstream.gateway.config.CacheLimits;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.json.Slice;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the answer of one call, if it is the {@linkplain WholeAnswer whole} answer of the model that was asked for.
 *
 * @param planned where the call was to go
 */
record AnswerKeeper(
        AnswerCache cache,
        AnswerKey key,
        Duration ttl,
        CacheLimits limits,
        @Nullable AttemptPlan planned,
        Clock clock) implements AnswerListener {
    @Override
    public void answered(ResponseFacts response, Destination from) {
        Slice body = response.body();
        if (body == null || body.length() > limits.maxEntryBytes() || isFallback(from) || !WholeAnswer.is(body)) {
            return;
        }
        Deployment deployment = from.target().deployment();
        KeptAnswer answer = new KeptAnswer(
                clock.instant(),
                deployment.id(),
                deployment.provider(),
                from.model().name(),
                body.copy());
        cache.keep(key, answer, ttl);
    }

    /** Another model group has answered in the place of the one that was asked for. */
    private boolean isFallback(Destination from) {
        return planned != null
                && !planned.target()
                        .deployment()
                        .modelGroup()
                        .equals(from.target().deployment().modelGroup());
    }
}
