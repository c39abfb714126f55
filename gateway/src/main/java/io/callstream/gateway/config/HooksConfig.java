package io.callstream.gateway.config;

import io.callstream.hook.HookMode;
import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;
import java.util.List;

/** Request hooks, in their order, and the threads that they run on. */
public record HooksConfig(List<HookConfig> hooks, Pool pool) {
    /**
     * The threads that all hooks share.
     *
     * @param waiting checks that may wait for a thread
     */
    public record Pool(int threads, int waiting) {
        static final Key<Integer> THREADS = Key.integer("threads")
                .min("1")
                .max("1024")
                .byDefault("16")
                .says("Threads that all request hooks share; a check takes one for as long as it runs.");
        static final Key<Integer> WAITING = Key.integer("waiting")
                .min("1")
                .max("100000")
                .byDefault("1024")
                .says("Checks that may wait for a thread; what is beyond fails, and the hook's `on_failure` decides.");

        static Pool read(Section pool) {
            return new Pool(pool.get(THREADS), pool.get(WAITING));
        }
    }

    public HooksConfig {
        hooks = List.copyOf(hooks);
    }

    static HooksConfig read(Section callstream) {
        return new HooksConfig(
                callstream.sections("hooks").stream().map(HookConfig::read).toList(),
                Pool.read(callstream.section("hook_pool")));
    }

    /** How long all checks before a call may take together. */
    public Duration longestBefore() {
        return hooks.stream()
                .filter(hook -> hook.mode() == HookMode.PRE_CALL)
                .map(HookConfig::timeout)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
