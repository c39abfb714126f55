package io.callstream.gateway.route;

import io.callstream.gateway.config.CallLimits;
import io.callstream.gateway.event.AttemptReason;
import io.callstream.gateway.limit.account.Quota;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Target;
import java.time.Duration;

/**
 * The next attempt of a call.
 *
 * @param target the deployment that is asked
 * @param model its name of the model
 * @param delay until the attempt begins
 * @param limits how long it may take
 * @param observer hears how it went
 * @param quota what it counts for
 */
public record AttemptPlan(
        Target target,
        ModelName model,
        Duration delay,
        AttemptReason reason,
        CallLimits limits,
        AttemptObserver observer,
        Quota quota) {
    public AttemptPlan {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected zero or more)");
        }
    }

    /** The same, of another model of its provider. */
    public AttemptPlan of(ModelName other) {
        return new AttemptPlan(target, other, delay, reason, limits, observer, quota);
    }
}
