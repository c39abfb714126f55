package io.callstream.gateway.app;

import io.callstream.gateway.auth.ApiKeyStore;
import io.callstream.gateway.call.ActiveCalls;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.dialect.Dialects;
import io.callstream.gateway.limit.ConnectionLimiter;
import io.callstream.gateway.limit.Memory;
import io.callstream.gateway.limit.UnauthenticatedEventLimiter;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.telemetry.GatewayMetric;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.gateway.usage.Pricing;
import io.micrometer.core.instrument.Tags;

/** What all event loops share, each part safe for all of them. */
record Shared(
        ApiKeyStore keys,
        Routes routes,
        UnauthenticatedEventLimiter refusals,
        ConnectionLimiter connections,
        Memory memory,
        Pricing pricing,
        ActiveCalls tally,
        Telemetry telemetry) {
    static Shared of(GatewayConfig config) {
        Telemetry telemetry = new Telemetry();
        Shared shared = new Shared(
                new ApiKeyStore(config.auth()),
                new Routes(
                        config.deployments().stream().map(Dialects::target).toList(),
                        config.models().aliases()),
                new UnauthenticatedEventLimiter(
                        config.auth().refusedEventsPerSecond(), config.auth().refusedBytesPerDay()),
                new ConnectionLimiter(config.server().limits().maxConnections()),
                Memory.of(
                        config.server().limits().maxMemoryBytes(),
                        Runtime.getRuntime().maxMemory()),
                Pricing.load(config.prices(), config.deployments()),
                new ActiveCalls(telemetry.calls()),
                telemetry);
        shared.show();
        return shared;
    }

    private void show() {
        telemetry.gauge(GatewayMetric.CALLS_OPEN, Tags.empty(), tally::open);
        telemetry.gauge(GatewayMetric.CONNECTIONS, Tags.empty(), connections::open);
        telemetry.gauge(GatewayMetric.MEMORY_TAKEN, Tags.empty(), memory.all()::taken);
        telemetry.gauge(GatewayMetric.MEMORY_MOST, Tags.empty(), memory.all()::most);
        telemetry.counter(GatewayMetric.MEMORY_REFUSED, Tags.empty(), memory.all()::refused);
        telemetry.counter(GatewayMetric.REFUSED_UNTOLD, Tags.empty(), refusals::untold);
    }
}
