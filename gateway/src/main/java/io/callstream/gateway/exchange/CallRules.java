package io.callstream.gateway.exchange;

import io.callstream.events.id.CallIds;
import io.callstream.gateway.limit.RefusalBudget;
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
        RefusalBudget refusals,
        Pricing pricing,
        CallTally tally,
        CallIds ids,
        RandomGenerator random,
        ToldHeaders told,
        Sizes sizes) {
    /**
     * Bounds of size and patience.
     *
     * @param maxResponseBytes largest answer that is taken in, plain or streamed
     * @param clientStallNanos how long a client may refuse to read before it counts as gone
     */
    public record Sizes(int maxResponseBytes, long clientStallNanos) {}
}
