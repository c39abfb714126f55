package io.callstream.gateway.stage.route;

import io.callstream.gateway.event.AttemptReason;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.AttemptResult;
import io.callstream.gateway.route.RoutePlan;
import io.callstream.gateway.route.Unavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a call whose prompt names the model that the group's deployments are asked for in place of their own. What
 * falls back to another group keeps that group's model.
 */
final class NamedModelPlan implements RoutePlan {
    private final RoutePlan plan;
    private final String model;
    private @Nullable String group;

    NamedModelPlan(RoutePlan plan, String model) {
        this.plan = plan;
        this.model = model;
    }

    @Override
    public @Nullable AttemptPlan next(@Nullable AttemptResult last) {
        return named(plan.next(last));
    }

    @Override
    public Duration hedgeAfter() {
        return plan.hedgeAfter();
    }

    @Override
    public @Nullable AttemptPlan hedge() {
        return named(plan.hedge());
    }

    private @Nullable AttemptPlan named(@Nullable AttemptPlan next) {
        if (next == null) {
            return null;
        }
        String its = next.target().deployment().modelGroup();
        if (group == null) {
            group = next.reason() == AttemptReason.FALLBACK ? "" : its;
        }
        return its.equals(group) ? renamed(next) : next;
    }

    @Override
    public String strategy() {
        return plan.strategy();
    }

    @Override
    public int mostFallbacks() {
        return plan.mostFallbacks();
    }

    @Override
    public @Nullable Unavailable unavailable() {
        return plan.unavailable();
    }

    /** Nothing when the model is another provider's. */
    private @Nullable AttemptPlan renamed(AttemptPlan next) {
        String name = next.target().deployment().named(model);
        return name == null ? null : next.of(ModelName.of(name));
    }
}
