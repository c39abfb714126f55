package io.callstream.gateway.config;

import io.callstream.hook.HookMode;
import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;
import java.util.Map;

/**
 * One request hook.
 *
 * @param name of the factory that makes it
 * @param timeout how long one check may take, waiting for a thread included
 * @param settings for the factory
 */
public record HookConfig(
        String name,
        HookMode mode,
        Duration timeout,
        HookFailure onFailure,
        CallFilter filter,
        Map<String, Object> settings) {
    static final Key<String> NAME = Key.text("name")
            .required()
            .says(
                    "Name of a request hook, as its jar in the folder `plugins` gives it; hooks run in the order of the list."
                            + " See [the guide](../guides/hooks.md).");
    static final Key<HookMode> MODE = Key.choice("mode", HookMode.class)
            .byDefault("pre_call")
            .says("`pre_call`: before the provider is asked; `during_call`: beside it, while the answer is held back.");
    static final Key<Duration> TIMEOUT = Key.duration("timeout")
            .min("1ms")
            .max("60s")
            .byDefault("2s")
            .says("How long one check may take, waiting for a thread included.");
    static final Key<HookFailure> ON_FAILURE = Key.choice("on_failure", HookFailure.class)
            .byDefault("fail_closed")
            .says("What becomes of the call when the hook fails: `fail_closed` answers 503, `fail_open` goes on.");
    static final Key<Map<String, Object>> SETTINGS =
            Key.plainValues("settings").byDefault(Map.of(), "").says("Settings of the hook's own.");

    public HookConfig {
        settings = Map.copyOf(settings);
    }

    static HookConfig read(Section hook) {
        return new HookConfig(
                hook.get(NAME),
                hook.get(MODE),
                hook.get(TIMEOUT),
                hook.get(ON_FAILURE),
                CallFilter.read(hook),
                hook.get(SETTINGS));
    }

    /** Settings may be secrets. */
    @Override
    public String toString() {
        return "HookConfig[" + name + ", " + mode + "]";
    }
}
