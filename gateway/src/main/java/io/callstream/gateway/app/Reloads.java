package io.callstream.gateway.app;

import io.callstream.gateway.admin.HealthPages.Configuration;
import io.callstream.gateway.telemetry.GatewayMetric;
import io.callstream.gateway.telemetry.MetricLabels;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.settings.SettingsException;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and reports how changed configurations were taken over. Safe for all threads. */
final class Reloads {
    private static final Logger log = LoggerFactory.getLogger(Reloads.class);
    private static final int TOLD_PROBLEMS = 5;

    private final LongAdder applied = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private volatile Configuration state = Configuration.CURRENT;

    void show(Telemetry telemetry) {
        telemetry.counter(GatewayMetric.CONFIG_RELOADS, Tags.of(MetricLabels.RESULT, "applied"), applied::sum);
        telemetry.counter(GatewayMetric.CONFIG_RELOADS, Tags.of(MetricLabels.RESULT, "rejected"), rejected::sum);
    }

    Configuration state() {
        return state;
    }

    /** @param atNextStart settings whose changes are not in effect */
    void applied(Snapshot snapshot, List<String> atNextStart) {
        applied.increment();
        state = Configuration.CURRENT;
        log.info(
                "configuration reloaded: deployments={} keys={}",
                snapshot.config().deployments().size(),
                snapshot.config().auth().keys().size());
        if (!atNextStart.isEmpty()) {
            log.warn("changed settings that only a start can change, and that wait for the next one: {}", atNextStart);
        }
    }

    void rejected(SettingsException wrong) {
        rejected.increment();
        state = Configuration.REJECTED;
        List<String> problems = wrong.problems();
        log.error(
                "changed configuration not taken over, the one before stays in use: problems={} first={}",
                problems.size(),
                problems.subList(0, Math.min(TOLD_PROBLEMS, problems.size())));
    }
}
