package io.callstream.gateway.stage.route;

import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.AttemptResult;
import io.callstream.gateway.route.RoutePlan;
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
        AttemptPlan next = plan.next(last);
        if (next == null) {
            return null;
        }
        String its = next.target().deployment().modelGroup();
        if (group == null) {
            group = its;
        }
        return its.equals(group) ? named(next) : next;
    }

    /** Nothing when the model is another provider's. */
    private @Nullable AttemptPlan named(AttemptPlan next) {
        String name = next.target().deployment().named(model);
        return name == null
                ? null
                : new AttemptPlan(next.target(), ModelName.of(name), next.delay(), next.reason(), next.limits());
    }
}
