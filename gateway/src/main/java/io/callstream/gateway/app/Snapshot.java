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
import io.callstream.gateway.stage.hook.HookGenerations;
import io.callstream.gateway.stage.hook.Hooks;
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
        Redactions redactions,
        Hooks hooks) {
    /**
     * What is made of a configuration.
     *
     * @param states of the deployments that this process has had
     * @param dialects know how to ask deployments
     * @param limiter counts what deployments take
     * @param hooks are made last, when nothing else can be wrong any more
     * @throws io.callstream.settings.SettingsException if a request hook or price cannot be used
     */
    static Snapshot of(
            GatewayConfig config,
            Pricing pricing,
            DeploymentStates states,
            Dialects dialects,
            Supplier<Limiter> limiter,
            HookGenerations hooks) {
        QuotaConfig quotas = config.models().router().quotas();
        return new Snapshot(
                config,
                new ApiKeyStore(config.auth()),
                new Routes(
                        config.models().serving().stream().map(dialects::target).toList(),
                        config.models().aliases(),
                        new RoutingRules(
                                config.models().router(),
                                states,
                                pricing::perToken,
                                deployment -> DeploymentQuota.of(quotas.rules(deployment), limiter))),
                pricing,
                new RouteChoice(Set.copyOf(config.auth().selectableRoutes())),
                Redactions.of(config.events().capture().redaction()),
                hooks.of(config.calls().hooks()));
    }
}
