package io.callstream.cli.config;

import io.callstream.cli.problem.UserError;
import io.callstream.settings.SettingsException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a running service its configuration file anew when somebody has changed it. By looking at the content: files that
 * containers mount send no word of their changes. Safe for all threads.
 */
public final class ConfigWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConfigWatch.class);

    private final WatchedFile file;
    private final Runnable changed;
    private final ScheduledExecutorService looking;

    private ConfigWatch(WatchedFile file, Runnable changed) {
        this.file = file;
        this.changed = changed;
        this.looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "config-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Looks from now on; what has changed since the file was last looked at is seen, too.
     *
     * @param file nobody else looks at it any more
     * @param every how long a change may go unnoticed; zero to look only when asked
     * @param changed reads the file and takes it over; what it throws because the file is wrong is logged
     */
    public static ConfigWatch start(WatchedFile file, Duration every, Runnable changed) {
        ConfigWatch watch = new ConfigWatch(file, changed);
        if (!every.isZero()) {
            watch.looking.scheduleWithFixedDelay(
                    watch::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
        return watch;
    }

    /** Takes the file over soon, changed or not: what it names may have changed. */
    public void takeOver() {
        looking.execute(() -> {
            file.changed();
            run();
        });
    }

    private void look() {
        if (file.changed()) {
            run();
        }
    }

    private void run() {
        try {
            changed.run();
        } catch (SettingsException | UserError e) {
            log.error("changed configuration not taken over, the one before stays in use: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
