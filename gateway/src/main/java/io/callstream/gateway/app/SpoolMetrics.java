package io.callstream.gateway.app;

import io.callstream.events.EventKind;
import io.callstream.gateway.admin.HealthPages.EventsState;
import io.callstream.gateway.telemetry.GatewayMetric;
import io.callstream.gateway.telemetry.MetricLabels;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.spool.LossCount;
import io.callstream.spool.LossReason;
import io.callstream.spool.SpoolState;
import io.micrometer.core.instrument.Tags;
import java.util.function.Supplier;

/** Shows how full the spool is, what it lost, and how shipping goes. */
final class SpoolMetrics {
    private static final double MILLIS = 1_000;

    private SpoolMetrics() {}

    static void show(Telemetry telemetry, Supplier<EventsState> state) {
        spool(telemetry, state);
        shipping(telemetry, state);
        for (EventKind kind : EventKind.values()) {
            for (LossReason reason : LossReason.values()) {
                Tags tags = Tags.of(MetricLabels.KIND, kind.word(), MetricLabels.REASON, reason.word());
                telemetry.counter(GatewayMetric.SPOOL_LOST, tags, () -> lost(state.get(), kind.word(), reason));
            }
        }
    }

    private static void spool(Telemetry telemetry, Supplier<EventsState> state) {
        Tags none = Tags.empty();
        telemetry.gauge(
                GatewayMetric.SPOOL_KEEPS, none, () -> state.get().spool().state() == SpoolState.KEEPING ? 1 : 0);
        telemetry.gauge(
                GatewayMetric.SPOOL_USED, none, () -> state.get().spool().usedBytes());
        telemetry.gauge(
                GatewayMetric.SPOOL_BUDGET, none, () -> state.get().spool().budgetBytes());
        telemetry.gauge(
                GatewayMetric.SPOOL_PENDING, none, () -> state.get().spool().pendingRecords());
        telemetry.gauge(
                GatewayMetric.SPOOL_PENDING_BYTES,
                none,
                () -> state.get().spool().pendingBytes());
        telemetry.gauge(
                GatewayMetric.SPOOL_OLDEST, none, () -> state.get().spool().oldestPendingMillis() / MILLIS);
    }

    private static void shipping(Telemetry telemetry, Supplier<EventsState> state) {
        Tags none = Tags.empty();
        telemetry.gauge(
                GatewayMetric.SHIPPING, none, () -> state.get().shipping().flows() ? 1 : 0);
        telemetry.counter(
                GatewayMetric.SHIPPED, none, () -> state.get().shipping().acknowledged());
        telemetry.counter(
                GatewayMetric.SHIP_REFUSED, none, () -> state.get().shipping().refused());
        telemetry.counter(
                GatewayMetric.SHIP_SHORTENED, none, () -> state.get().shipping().shortened());
        telemetry.counter(
                GatewayMetric.SHIP_RESTARTS, none, () -> state.get().shipping().restarts());
    }

    private static long lost(EventsState state, String kind, LossReason reason) {
        return state.spool().losses().stream()
                .filter(loss -> loss.reason() == reason && loss.kind().equals(kind))
                .mapToLong(LossCount::count)
                .sum();
    }
}
