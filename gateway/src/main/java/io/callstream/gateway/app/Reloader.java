package io.callstream.gateway.app;

import io.callstream.gateway.auth.ApiKeyStore;
import io.callstream.gateway.config.ConfigChange;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.settings.SettingsException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes over changed configurations, one at a time. Safe for all threads but event loops. */
final class Reloader {
    private final Reloads reloads;
    private final Function<GatewayConfig, Snapshot> snapshots;
    private final Consumer<Snapshot> adopt;
    private Snapshot running;

    /**
     * Begins with what is running.
     *
     * @param snapshots makes what is made of a configuration
     * @param adopt returns when every event loop has taken the snapshot over
     */
    Reloader(Snapshot running, Reloads reloads, Function<GatewayConfig, Snapshot> snapshots, Consumer<Snapshot> adopt) {
        this.running = running;
        this.reloads = reloads;
        this.snapshots = snapshots;
        this.adopt = adopt;
    }

    /**
     * New calls use the changed configuration when this returns; calls under way end with the one they began with.
     *
     * @param reading reads the file anew; throws {@link SettingsException} when it is wrong
     * @return false when it was wrong and nothing has changed
     */
    synchronized boolean reload(Supplier<GatewayConfig> reading) {
        try {
            ConfigChange change = ConfigChange.of(running.config(), reading.get());
            staysClosed(change.effective());
            Snapshot changed = snapshots.apply(change.effective());
            adopt.accept(changed);
            running = changed;
            reloads.applied(changed, change.atNextStart());
            return true;
        } catch (SettingsException e) {
            reloads.rejected(e);
            return false;
        }
    }

    /** A file without keys is how a gateway is opened at its start, where it then listens to this machine only. */
    private void staysClosed(GatewayConfig changed) {
        if (new ApiKeyStore(changed.auth()).open() && !running.keys().open()) {
            throw new SettingsException(
                    "callstream.auth.keys: are gone, as is general_settings.master_key, which would let"
                            + " everybody call who reaches the running gateway (restart it if that is meant)");
        }
    }
}
