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
 * threads; a call that has been seen before costs two look-ups.
 */
final class SeriesBook {
    private static final String NONE = "";

    private final MeterRegistry registry;
    private final MetricHelp help;
    private final int most;
    private final Map<String, Map<String, CallSeries>> byDeployment = new ConcurrentHashMap<>();
    private final Map<CallLabels, CallSeries> series = new ConcurrentHashMap<>();

    SeriesBook(MeterRegistry registry, MetricHelp help, int most) {
        this.registry = registry;
        this.help = help;
        this.most = most;
    }

    /** @param deployment null for a call that went nowhere */
    CallSeries of(@Nullable Deployment deployment, @Nullable String team) {
        String id = deployment == null ? NONE : deployment.id();
        String account = team == null ? NONE : team;
        Map<String, CallSeries> teams = byDeployment.get(id);
        CallSeries known = teams == null ? null : teams.get(account);
        return known == null ? first(deployment, id, account) : known;
    }

    /** In no order. */
    Collection<CallSeries> all() {
        return List.copyOf(series.values());
    }

    private synchronized CallSeries first(@Nullable Deployment deployment, String id, String team) {
        String group = deployment == null ? null : deployment.modelGroup();
        String provider = deployment == null ? null : deployment.provider();
        CallSeries found = labelled(CallLabels.of(group, provider, team));
        if (byDeployment.size() < most || byDeployment.containsKey(id)) {
            Map<String, CallSeries> teams = byDeployment.computeIfAbsent(id, unseen -> new ConcurrentHashMap<>());
            if (teams.size() < most) {
                teams.put(team, found);
            }
        }
        return found;
    }

    private CallSeries labelled(CallLabels wanted) {
        CallLabels labels = series.containsKey(wanted) || series.size() < most ? wanted : CallLabels.OTHER;
        return series.computeIfAbsent(labels, unseen -> new CallSeries(registry, help, unseen));
    }
}
