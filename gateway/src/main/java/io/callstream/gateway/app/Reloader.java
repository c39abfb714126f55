package io.callstream.gateway.app;

import io.callstream.gateway.auth.ApiKeyStore;
import io.callstream.gateway.config.ConfigChange;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.settings.SettingsException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over changed configurations, one at a time. Safe for all threads but event loops. */
final class Reloader {
    private static final Logger log = LoggerFactory.getLogger(Reloader.class);

    private final Reloads reloads;
    private final Function<GatewayConfig, Snapshot> snapshots;
    private final LiveModels models;
    private final Consumer<Snapshot> adopt;
    private GatewayConfig file;
    private Snapshot running;
    private long taken = -1;

    /**
     * Begins with what is running.
     *
     * @param file what it was made of
     * @param wiring makes what is made of a configuration
     * @param adopt returns when every event loop has taken the snapshot over
     */
    Reloader(GatewayConfig file, Snapshot running, Reloads reloads, Wiring wiring, Consumer<Snapshot> adopt) {
        this.file = file;
        this.running = running;
        this.reloads = reloads;
        this.snapshots = wiring::snapshot;
        this.models = wiring.models();
        this.adopt = adopt.andThen(wiring::inUse);
        models.attach(this::refresh);
    }

    /** New calls use what has been made at run time when this returns. */
    private synchronized void refresh() {
        if (models.version() != taken) {
            try {
                take(file);
            } catch (SettingsException e) {
                log.error("models that were made at run time are not taken over: {}", e.problems());
            }
        }
    }

    private void take(GatewayConfig changed) {
        long version = models.version(); // what changes meanwhile is taken over by the next
        Snapshot made = snapshots.apply(changed);
        adopt.accept(made);
        file = changed;
        running = made;
        taken = version;
    }

    /**
     * New calls use the changed configuration when this returns; calls under way end with the one they began with.
     *
     * @param reading reads the file anew; throws {@link SettingsException} when it is wrong
     * @return false when it was wrong and nothing has changed
     */
    synchronized boolean reload(Supplier<GatewayConfig> reading) {
        try {
            apply(ConfigChange.of(file, reading.get()));
            return true;
        } catch (SettingsException e) {
            reloads.rejected(e);
            return false;
        }
    }

    private void apply(ConfigChange change) {
        staysClosed(change.effective());
        take(change.effective());
        reloads.applied(running, change.atNextStart());
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
