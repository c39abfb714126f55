package io.callstream.gateway.route;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.RouterConfig;
import io.callstream.gateway.limit.account.Quota;
import io.callstream.gateway.route.state.DeploymentStates;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What all model groups share.
 *
 * @param states of the process's deployments
 * @param price of a prompt token and a completion token together; infinite when nobody knows
 * @param quotas what each deployment may take
 */
public record RoutingRules(
        RouterConfig config,
        DeploymentStates states,
        ToDoubleFunction<Deployment> price,
        Function<Deployment, Quota> quotas) {
    /** Nothing is said, and nothing is known before. */
    public static RoutingRules plain() {
        return new RoutingRules(
                RouterConfig.NONE,
                new DeploymentStates(System::nanoTime, made -> {}),
                deployment -> Double.POSITIVE_INFINITY,
                deployment -> Quota.NONE);
    }
}
