package io.callstream.gateway.call;

import io.callstream.events.id.CallIds;
import io.callstream.gateway.limit.UnauthenticatedEventLimiter;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.usage.Pricing;
import java.util.random.RandomGenerator;

/**
 * What all calls of the gateway follow.
 *
 * @param told request headers that events keep
 */
public record CallRules(
        Routes routes,
        UnauthenticatedEventLimiter refusals,
        Pricing pricing,
        ActiveCalls tally,
        CallIds ids,
        RandomGenerator random,
        CapturedHeaders told,
        Sizes sizes) {
    /**
     * Bounds of size and patience.
     *
     * @param maxResponseBytes largest answer that is taken in, plain or streamed
     * @param clientStallNanos how long a client may refuse to read before it counts as gone
     */
    public record Sizes(int maxResponseBytes, long clientStallNanos) {}
}
