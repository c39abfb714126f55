package io.callstream.gateway.route;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.RouterConfig;
import io.callstream.gateway.route.state.DeploymentStates;
import java.util.function.ToDoubleFunction;

/**
 * What all model groups share.
 *
 * @param states of the process's deployments
 * @param price of a prompt token and a completion token together; infinite when nobody knows
 */
public record RoutingRules(RouterConfig config, DeploymentStates states, ToDoubleFunction<Deployment> price) {
    /** Nothing is said, and nothing is known before. */
    public static RoutingRules plain() {
        return new RoutingRules(
                RouterConfig.NONE,
                new DeploymentStates(System::nanoTime, made -> {}),
                deployment -> Double.POSITIVE_INFINITY);
    }
}
