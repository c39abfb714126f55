package io.callstream.gateway.route;

import java.time.Duration;

/**
 * Why no deployment of a model group may be asked now.
 *
 * @param again after which time one may be
 */
public record Unavailable(Reason reason, Duration again) {
    /** What stands in the way. */
    public enum Reason {
        /** All are left alone after failures, or have used up their minute. */
        BUSY,
        /** None is meant for the call's tags. */
        TAGS
    }
}
