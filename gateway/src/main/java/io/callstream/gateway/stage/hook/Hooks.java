package io.callstream.gateway.stage.hook;

import io.callstream.gateway.config.HookConfig;
import io.callstream.gateway.config.HooksConfig;
import io.callstream.gateway.telemetry.GatewayMetric;
import io.callstream.gateway.telemetry.MetricLabels;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.hook.HookMode;
import io.callstream.settings.SettingsException;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The request hooks of a gateway, from its start to its end. Safe for all threads. */
public final class Hooks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Hooks.class);

    private final List<ConfiguredHook> all;
    private final HookPool pool;

    private Hooks(List<ConfiguredHook> all, HookPool pool) {
        this.all = all;
        this.pool = pool;
    }

    /**
     * Makes the hooks that the configuration names.
     *
     * @throws SettingsException if one of them is not there, or takes other settings
     */
    public static Hooks open(HooksConfig config, HookCatalogue catalogue) {
        Map<String, HookMeter> meters = new LinkedHashMap<>();
        List<ConfiguredHook> made = new ArrayList<>();
        Hooks hooks = new Hooks(made, new HookPool(config.pool()));
        try {
            for (HookConfig each : config.hooks()) {
                made.add(make(each, catalogue, meters, made.size()));
            }
            return hooks;
        } catch (SettingsException e) {
            hooks.close();
            throw e;
        }
    }

    private static ConfiguredHook make(
            HookConfig config, HookCatalogue catalogue, Map<String, HookMeter> meters, int place) {
        HookMeter meter = meters.computeIfAbsent(config.name(), name -> new HookMeter());
        try {
            return new ConfiguredHook(config, catalogue.find(config.name()).create(config.settings()), meter);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("callstream.hooks[" + place + "].settings: " + e.getMessage());
        }
    }

    /** Shows what is counted of them; to be called once. */
    public void show(Telemetry telemetry) {
        Map<String, HookMeter> meters = new LinkedHashMap<>();
        all.forEach(hook -> meters.put(hook.config().name(), hook.meter()));
        meters.forEach((name, meter) -> {
            Tags hook = Tags.of(MetricLabels.HOOK, name);
            telemetry.counter(GatewayMetric.HOOK_CALLS, hook, meter::calls);
            telemetry.counter(GatewayMetric.HOOK_REJECTS, hook, meter::rejects);
            telemetry.counter(GatewayMetric.HOOK_TIME, hook, meter::seconds);
            for (HookFault fault : HookFault.values()) {
                Tags why = hook.and(MetricLabels.REASON, fault.tag());
                telemetry.counter(GatewayMetric.HOOK_FAILURES, why, () -> meter.failures(fault));
            }
        });
    }

    /** Those of a mode, in their order. */
    List<ConfiguredHook> of(HookMode mode) {
        return all.stream().filter(hook -> hook.config().mode() == mode).toList();
    }

    HookPool pool() {
        return pool;
    }

    /** To be called when no call runs any more. */
    @Override
    public void close() {
        pool.close();
        for (ConfiguredHook each : all) {
            try {
                each.hook().close();
            } catch (Exception e) {
                log.warn(
                        "hook did not close: hook={} error={}",
                        each.config().name(),
                        e.getClass().getName());
            }
        }
    }
}
