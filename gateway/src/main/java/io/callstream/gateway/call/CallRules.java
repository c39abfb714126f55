package io.callstream.gateway.call;

import io.callstream.events.id.CallIds;
import io.callstream.gateway.limit.UnauthenticatedEventLimiter;
import io.callstream.gateway.usage.Pricing;

/**
 * What all calls of the gateway follow.
 *
 * @param recorded request headers that events keep
 * @param callers what is believed of what callers say
 */
public record CallRules(
        UnauthenticatedEventLimiter refusals,
        Pricing pricing,
        ActiveCalls tally,
        CallIds ids,
        CapturedHeaders recorded,
        CallerRules callers,
        Sizes sizes) {
    /**
     * Bounds of size and patience.
     *
     * @param maxResponseBytes largest answer that is taken in, plain or streamed
     * @param clientStallNanos how long a client may refuse to read before it counts as gone
     * @param stageNanos how long a call waits for a {@link Step.Later}
     */
    public record Sizes(int maxResponseBytes, long clientStallNanos, long stageNanos) {}
}
