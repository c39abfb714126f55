package io.callstream.gateway.stage.hook;

import io.callstream.gateway.call.ActiveCalls;
import io.callstream.gateway.config.HooksConfig;
import io.callstream.gateway.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The hooks of a process over all readings of its configuration: those in use, and those before them that calls under way
 * still have. Safe for all threads but event loops, on which closing hooks of others could block.
 */
public final class HookGenerations implements AutoCloseable {
    private final HookSource source;
    private final HookMeters meters;
    private final ActiveCalls calls;
    private final Executor closing;
    private final List<Hooks> open = new ArrayList<>();
    private @Nullable Hooks current;

    /**
     * Begins without hooks.
     *
     * @param calls of the process
     * @param closing runs what may block for a moment
     */
    public HookGenerations(HookSource source, Telemetry telemetry, ActiveCalls calls, Executor closing) {
        this.source = source;
        this.meters = new HookMeters(telemetry);
        this.calls = calls;
        this.closing = closing;
    }

    /**
     * The hooks that a configuration names: those in use, where neither it nor their jars have changed.
     *
     * @throws io.callstream.settings.SettingsException if one of them cannot be made; those in use stay
     */
    public synchronized Hooks of(HooksConfig config) {
        Hooks used = current;
        if (used != null && used.isOf(config, source)) {
            return used;
        }
        Hooks made = Hooks.open(config, source, meters, calls.part());
        open.add(made);
        return made;
    }

    /** All calls begin with these from now on; others are closed when no call has them any more. */
    public synchronized void adopted(Hooks now) {
        current = now;
        for (Hooks each : List.copyOf(open)) {
            if (each != now) {
                each.calls().whenOver(() -> over(each));
            }
        }
    }

    /** On the thread of the last call: an event loop. */
    private void over(Hooks hooks) {
        try {
            closing.execute(() -> close(hooks));
        } catch (RejectedExecutionException e) {
            // They are closed with the process, or after the next reload.
        }
    }

    private void close(Hooks hooks) {
        hooks.close();
        synchronized (this) {
            open.remove(hooks);
        }
    }

    /** To be called when no call runs any more. */
    @Override
    public synchronized void close() {
        open.forEach(Hooks::close);
        open.clear();
    }
}
