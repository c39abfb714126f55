package io.callstream.sink.runtime;

import io.callstream.settings.SettingsException;
import io.callstream.sink.EventSink;
import io.callstream.sink.Prunable;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkMetrics;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Removes old rows from a sink's destination: a run of its own, without Kafka, beside the sink that delivers. */
public final class Pruning {
    private Pruning() {}

    /**
     * Opens each account of the sink, lets it remove what happened before this time, and closes it.
     *
     * @return how many rows were removed, by account and table
     * @throws SettingsException if the configuration is wrong, or the sink's destination keeps no rows
     */
    public static Map<String, Map<String, Long>> run(SinkRunnerOptions options, Instant before) {
        Map<String, Map<String, Long>> removed = new LinkedHashMap<>();
        for (SinkPlan plan : SinkPlan.read(options)) {
            SinkContext context = new SinkContext(
                    plan.name(), options.clock(), options.random(), SinkMetrics.none(), plan.dataDirectory());
            try (EventSink<?> sink = plan.destination().opening().apply(context)) {
                removed.put(plan.name(), prune(plan.name(), sink, before));
            }
        }
        return removed;
    }

    private static Map<String, Long> prune(String name, EventSink<?> sink, Instant before) {
        if (sink instanceof Prunable prunable) {
            return prunable.removeBefore(before);
        }
        throw new SettingsException("sink '" + name + "' keeps no rows that could be removed");
    }
}
