package io.callstream.gateway.app;

import io.callstream.events.EventKind;
import io.callstream.gateway.event.EventCounters;
import io.callstream.gateway.event.FolderBodyStore;
import io.callstream.gateway.telemetry.GatewayMetric;
import io.callstream.gateway.telemetry.MetricLabels;
import io.callstream.gateway.telemetry.Telemetry;
import io.micrometer.core.instrument.Tags;

/** Shows how the recording of events does. */
final class EventMetrics {
    private EventMetrics() {}

    static void show(Telemetry telemetry, EventCounters counters, FolderBodyStore bodies) {
        for (EventKind kind : EventKind.values()) {
            Tags tags = Tags.of(MetricLabels.KIND, kind.word());
            telemetry.counter(GatewayMetric.EVENTS, tags, () -> counters.kept(kind));
            telemetry.counter(GatewayMetric.EVENTS_SHED, tags, () -> counters.shed(kind));
        }
        telemetry.counter(GatewayMetric.SECOND_ENDS, Tags.empty(), counters::secondEnds);
        telemetry.counter(GatewayMetric.UNCOUNTED, Tags.empty(), counters::uncounted);
        telemetry.counter(GatewayMetric.BODIES_SHED, Tags.empty(), bodies::shed);
        telemetry.counter(GatewayMetric.BODIES_DELETED, Tags.empty(), bodies::deleted);
        telemetry.gauge(GatewayMetric.BODIES_BYTES, Tags.empty(), bodies::bytes);
    }
}
