package io.callstream.gateway.app;

import io.callstream.gateway.ingest.IngestCounters;
import io.callstream.gateway.limit.ByteBudget;
import io.callstream.gateway.route.state.DeploymentState;
import io.callstream.gateway.route.state.DeploymentStates;
import io.callstream.gateway.telemetry.GatewayMetric;
import io.callstream.gateway.telemetry.MetricLabels;
import io.callstream.gateway.telemetry.Telemetry;
import io.micrometer.core.instrument.Tags;

/** Shows what all event loops have in common: calls, connections, memory, and what was left out or turned away. */
final class ProcessMetrics {
    private ProcessMetrics() {}

    static void show(Wiring wiring) {
        Telemetry telemetry = wiring.telemetry();
        telemetry.gauge(GatewayMetric.CALLS_OPEN, Tags.empty(), wiring.calls()::open);
        telemetry.gauge(GatewayMetric.CONNECTIONS, Tags.empty(), wiring.connections()::open);
        show(telemetry, wiring.memory().all());
        telemetry.counter(GatewayMetric.REDACTIONS_LEFT_OUT, Tags.empty(), wiring.redactions()::allLeftOut);
        telemetry.counter(GatewayMetric.REFUSED_UNRECORDED, Tags.empty(), wiring.refusals()::unrecorded);
        wiring.caches().show(telemetry);
        show(telemetry, wiring.ingested());
    }

    private static void show(Telemetry telemetry, ByteBudget memory) {
        telemetry.gauge(GatewayMetric.MEMORY_TAKEN, Tags.empty(), memory::taken);
        telemetry.gauge(GatewayMetric.MEMORY_MOST, Tags.empty(), memory::most);
        telemetry.counter(GatewayMetric.MEMORY_REFUSED, Tags.empty(), memory::refused);
    }

    private static void show(Telemetry telemetry, IngestCounters ingested) {
        telemetry.counter(GatewayMetric.INGESTED, Tags.of(MetricLabels.RESULT, "accepted"), ingested::accepted);
        telemetry.counter(GatewayMetric.INGESTED, Tags.of(MetricLabels.RESULT, "rejected"), ingested::rejected);
    }

    /** Each deployment, for as long as the configuration has it. */
    static DeploymentStates.Shown deployments(Telemetry telemetry) {
        return new DeploymentStates.Shown() {
            @Override
            public void made(DeploymentState state) {
                telemetry.gauge(GatewayMetric.DEPLOYMENT_COOLDOWN, tags(state), () -> state.aloneNanos() > 0 ? 1 : 0);
            }

            @Override
            public void gone(DeploymentState state) {
                telemetry.remove(GatewayMetric.DEPLOYMENT_COOLDOWN, tags(state));
            }
        };
    }

    private static Tags tags(DeploymentState deployment) {
        return Tags.of(MetricLabels.DEPLOYMENT, deployment.id());
    }
}
