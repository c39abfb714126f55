package io.callstream.gateway.app;

import io.callstream.events.EventKind;
import io.callstream.gateway.event.EventCounters;
import io.callstream.gateway.event.FolderBodyStore;
import io.callstream.gateway.telemetry.MetricNames;
import io.callstream.gateway.telemetry.Telemetry;
import io.micrometer.core.instrument.Tags;

/** Shows how the telling of events does. */
final class EventMetrics {
    private EventMetrics() {}

    static void show(Telemetry telemetry, EventCounters counters, FolderBodyStore bodies) {
        for (EventKind kind : EventKind.values()) {
            Tags tags = Tags.of(MetricNames.KIND, kind.word());
            telemetry.counter(MetricNames.EVENTS, tags, () -> counters.kept(kind));
            telemetry.counter(MetricNames.EVENTS_SHED, tags, () -> counters.shed(kind));
        }
        telemetry.counter(MetricNames.SECOND_ENDS, Tags.empty(), counters::secondEnds);
        telemetry.counter(MetricNames.UNCOUNTED, Tags.empty(), counters::uncounted);
        telemetry.counter(MetricNames.BODIES_SHED, Tags.empty(), bodies::shed);
        telemetry.counter(MetricNames.BODIES_DELETED, Tags.empty(), bodies::deleted);
        telemetry.gauge(MetricNames.BODIES_BYTES, Tags.empty(), bodies::bytes);
    }
}
