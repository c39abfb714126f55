package io.callstream.gateway.stage.hook;

import io.callstream.gateway.telemetry.GatewayMetric;
import io.callstream.gateway.telemetry.MetricLabels;
import io.callstream.gateway.telemetry.Telemetry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted of hooks, by their names, from the start to the end of the process. Safe for all threads. */
final class HookMeters {
    private final Telemetry telemetry;
    private final Map<String, HookMeter> byName = new ConcurrentHashMap<>();

    HookMeters(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    /** The meter of a hook, which is shown from now on. */
    HookMeter of(String name) {
        return byName.computeIfAbsent(name, this::shown);
    }

    private HookMeter shown(String name) {
        HookMeter meter = new HookMeter();
        Tags hook = Tags.of(MetricLabels.HOOK, name);
        telemetry.counter(GatewayMetric.HOOK_CALLS, hook, meter::calls);
        telemetry.counter(GatewayMetric.HOOK_REJECTS, hook, meter::rejects);
        telemetry.counter(GatewayMetric.HOOK_TIME, hook, meter::seconds);
        for (HookFault fault : HookFault.values()) {
            Tags why = hook.and(MetricLabels.REASON, fault.tag());
            telemetry.counter(GatewayMetric.HOOK_FAILURES, why, () -> meter.failures(fault));
        }
        return meter;
    }
}
