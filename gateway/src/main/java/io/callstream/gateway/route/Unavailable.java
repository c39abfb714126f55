package io.callstream.gateway.route;

import io.callstream.gateway.limit.account.Refusal;
import java.time.Duration;
import java.util.List;

/**
 * Why no deployment of a model group may be asked now.
 *
 * @param again after which time one may be
 * @param limits that have been reached, one for each deployment; empty when that is not the reason
 */
public record Unavailable(Reason reason, Duration again, List<Refusal> limits) {
    /** What stands in the way. */
    public enum Reason {
        /** All are left alone after failures, or have used up their minute. */
        BUSY,
        /** Calls under way have all places, or have reserved what is left of the budgets. */
        FULL,
        /** The budgets are spent. */
        BUDGET,
        /** None is meant for the call's tags. */
        TAGS
    }

    public Unavailable {
        limits = List.copyOf(limits);
    }

    public Unavailable(Reason reason, Duration again) {
        this(reason, again, List.of());
    }
}
