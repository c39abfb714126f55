package io.callstream.gateway.app;

import io.callstream.gateway.auth.ApiKeyStore;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.config.QuotaConfig;
import io.callstream.gateway.dialect.Dialects;
import io.callstream.gateway.event.RouteChoice;
import io.callstream.gateway.limit.account.DeploymentQuota;
import io.callstream.gateway.limit.account.Limiter;
import io.callstream.gateway.redact.Redactions;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.route.RoutingRules;
import io.callstream.gateway.route.state.DeploymentStates;
import io.callstream.gateway.usage.Pricing;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One reading of the configuration, with what is made of it once for all event loops. A call has the one that its loop had
 * when it began, until its end. Safe for all threads.
 */
record Snapshot(
        GatewayConfig config,
        ApiKeyStore keys,
        Routes routes,
        Pricing pricing,
        RouteChoice choice,
        Redactions redactions) {
    /**
     * What is made of a configuration.
     *
     * @param states of the deployments that this process has had
     * @param dialects know how to ask deployments
     * @param limiter counts what deployments take
     * @throws io.callstream.settings.SettingsException if a file that the configuration names cannot be used
     */
    static Snapshot of(GatewayConfig config, DeploymentStates states, Dialects dialects, Supplier<Limiter> limiter) {
        Pricing pricing =
                Pricing.load(config.calls().prices(), config.passThrough().and(config.deployments()));
        return of(config, pricing, states, dialects, limiter);
    }

    static Snapshot of(
            GatewayConfig config,
            Pricing pricing,
            DeploymentStates states,
            Dialects dialects,
            Supplier<Limiter> limiter) {
        QuotaConfig quotas = config.models().router().quotas();
        return new Snapshot(
                config,
                new ApiKeyStore(config.auth()),
                new Routes(
                        config.deployments().stream().map(dialects::target).toList(),
                        config.models().aliases(),
                        new RoutingRules(
                                config.models().router(),
                                states,
                                pricing::perToken,
                                deployment -> DeploymentQuota.of(quotas.rules(deployment), limiter))),
                pricing,
                new RouteChoice(Set.copyOf(config.auth().selectableRoutes())),
                Redactions.of(config.events().capture().redaction()));
    }
}
