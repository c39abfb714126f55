package io.callstream.gateway.telemetry;

import io.callstream.gateway.config.Deployment;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the meters of a call. There are at most so many series; what comes later is counted together. Safe for all
 * threads; a call like one before costs one look-up.
 */
final class SeriesTable {
    private static final int SEEN_FOR_EACH_SERIES = 8;

    private final MeterRegistry registry;
    private final int most;
    private final Map<CallLabels, CallSeries> seen = new ConcurrentHashMap<>();
    private final Map<CallLabels, CallSeries> series = new ConcurrentHashMap<>();

    SeriesTable(MeterRegistry registry, int most) {
        this.registry = registry;
        this.most = most;
    }

    /** @param deployment null for a call that went nowhere */
    CallSeries of(@Nullable Deployment deployment, @Nullable String team) {
        CallLabels labels = deployment == null
                ? CallLabels.of(null, null, team)
                : CallLabels.of(deployment.modelGroup(), deployment.provider(), team);
        CallSeries known = seen.get(labels);
        return known == null ? first(labels) : known;
    }

    /** In no order. */
    Collection<CallSeries> all() {
        return List.copyOf(series.values());
    }

    private synchronized CallSeries first(CallLabels wanted) {
        CallLabels labels = series.containsKey(wanted) || series.size() < most ? wanted : CallLabels.OTHER;
        CallSeries found = series.computeIfAbsent(labels, unseen -> new CallSeries(registry, unseen));
        if (seen.size() < most * SEEN_FOR_EACH_SERIES) {
            seen.put(wanted, found);
        }
        return found;
    }
}
