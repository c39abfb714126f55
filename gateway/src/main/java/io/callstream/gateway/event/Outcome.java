package io.callstream.gateway.event;

import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param usage what the provider reported; when null, and there is an answer, it is counted before the event is recorded
 * @param cost of that usage; null when no price is known, or the usage is still to be counted
 */
public record Outcome(
        RouteFacts route,
        ResponseFacts response,
        @Nullable Usage usage,
        @Nullable Cost cost,
        Timing timing) {
    /** A call that ended before anybody was asked. */
    public static Outcome inside(long durationUs) {
        return new Outcome(RouteFacts.NONE, ResponseFacts.NONE, null, null, Timing.inside(durationUs));
    }

    /** The usage could be counted, and is not. */
    Outcome uncounted() {
        return with(Usage.UNCOUNTED, null);
    }

    Outcome with(@Nullable Usage counted, @Nullable Cost itsCost) {
        return new Outcome(route, response, counted, itsCost, timing);
    }

    /** Whether the answer is in a coding that nobody here reads, such as br. */
    boolean isCoded() {
        return Usage.UNCOUNTED.equals(usage) && response.providerHeaders().containsKey("content-encoding");
    }
}
