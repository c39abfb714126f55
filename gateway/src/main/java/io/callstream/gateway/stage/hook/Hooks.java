package io.callstream.gateway.stage.hook;

import io.callstream.gateway.call.ActiveCalls;
import io.callstream.gateway.config.HookConfig;
import io.callstream.gateway.config.HooksConfig;
import io.callstream.hook.HookMode;
import io.callstream.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The request hooks of one reading of the configuration, from when they are made until the last call that began with them has
 * ended. Safe for all threads.
 */
public final class Hooks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Hooks.class);

    private final HooksConfig config;
    private final String state;
    private final HookCatalogue catalogue;
    private final List<ConfiguredHook> all = new ArrayList<>();
    private final HookPool pool;
    private final ActiveCalls calls;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Hooks(HooksConfig config, String state, HookCatalogue catalogue, ActiveCalls calls) {
        this.config = config;
        this.state = state;
        this.catalogue = catalogue;
        this.pool = new HookPool(config.pool());
        this.calls = calls;
    }

    /**
     * Makes the hooks that the configuration names.
     *
     * @param calls counts those that begin with them
     * @throws SettingsException if one of them is not there, takes other settings, or cannot be made
     */
    static Hooks open(HooksConfig config, HookSource source, HookMeters meters, ActiveCalls calls) {
        String state = source.state();
        HookCatalogue found = config.hooks().isEmpty() ? HookCatalogue.EMPTY : source.load();
        Hooks hooks = new Hooks(config, state, found, calls);
        try {
            for (HookConfig each : config.hooks()) {
                hooks.all.add(make(each, found, meters, hooks.all.size()));
            }
            return hooks;
        } catch (SettingsException e) {
            hooks.close();
            throw e;
        }
    }

    private static ConfiguredHook make(HookConfig config, HookCatalogue catalogue, HookMeters meters, int place) {
        String where = "callstream.hooks[" + place + "]";
        try {
            return new ConfiguredHook(
                    config, catalogue.find(config.name()).create(config.settings()), meters.of(config.name()));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(where + ".settings: " + e.getMessage());
        } catch (SettingsException e) {
            throw e;
        } catch (RuntimeException e) {
            // Code of others, while calls run; its message may quote settings, which may be secrets.
            throw cannotBeMade(where, config, e.getClass().getName());
        } catch (LinkageError e) {
            throw cannotBeMade(where, config, e.toString());
        }
    }

    private static SettingsException cannotBeMade(String where, HookConfig config, String why) {
        return new SettingsException(where + ": request hook '" + config.name() + "' cannot be made: " + why);
    }

    /** Whether another reading would make the same. */
    boolean isOf(HooksConfig other, HookSource source) {
        return config.equals(other) && (config.hooks().isEmpty() || state.equals(source.state()));
    }

    /** Counts the calls that have these hooks. */
    public ActiveCalls calls() {
        return calls;
    }

    /** Those of a mode, in their order. */
    List<ConfiguredHook> of(HookMode mode) {
        return all.stream().filter(hook -> hook.config().mode() == mode).toList();
    }

    HookPool pool() {
        return pool;
    }

    /** To be called when no call has them any more; once more does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        pool.close();
        all.forEach(Hooks::close);
        catalogue.close();
    }

    private static void close(ConfiguredHook each) {
        try {
            each.hook().close();
        } catch (Exception | LinkageError e) {
            log.warn(
                    "hook did not close: hook={} error={}",
                    each.config().name(),
                    e.getClass().getName());
        }
    }
}
