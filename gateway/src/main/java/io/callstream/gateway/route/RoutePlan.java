package io.callstream.gateway.route;

import io.callstream.gateway.config.StrategyName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which attempts a call makes: what comes next is decided by how the last one failed. For one call and its event loop;
 * never waits.
 */
public interface RoutePlan {
    /** No model group has the name, and no wildcard fits: there is nothing to attempt. */
    RoutePlan NOWHERE = last -> null;

    /**
     * The next attempt.
     *
     * @param last how the attempt before failed; null for the first
     * @return null when there is none
     */
    @Nullable AttemptPlan next(@Nullable AttemptResult last);

    /** After which time without a first byte another deployment is asked as well; zero for never. */
    default Duration hedgeAfter() {
        return Duration.ZERO;
    }

    /** Another attempt beside the latest one, which is slow; null when there is none. */
    default @Nullable AttemptPlan hedge() {
        return null;
    }

    /** How deployments are chosen, for events. */
    default String strategy() {
        return StrategyName.SIMPLE_SHUFFLE.word();
    }

    /** Why there is no first attempt although there are deployments; null when there are none. */
    default @Nullable Unavailable unavailable() {
        return null;
    }

    /** How many other model groups the call may try. */
    default int mostFallbacks() {
        return 0;
    }
}
