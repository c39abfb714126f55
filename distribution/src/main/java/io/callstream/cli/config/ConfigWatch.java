package io.callstream.cli.config;

import io.callstream.cli.problem.UserError;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
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

    private final Path file;
    private final Runnable changed;
    private final ScheduledExecutorService looking;
    private String seen;

    private ConfigWatch(Path file, Runnable changed, String seen) {
        this.file = file;
        this.changed = changed;
        this.seen = seen;
        this.looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "config-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Looks from now on.
     *
     * @param every how long a change may go unnoticed; zero to look only when asked
     * @param changed reads the file and takes it over; what it throws because the file is wrong is logged
     */
    public static ConfigWatch start(Path file, Duration every, Runnable changed) {
        ConfigWatch watch = new ConfigWatch(file, changed, content(file, ""));
        if (!every.isZero()) {
            watch.looking.scheduleWithFixedDelay(
                    watch::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
        return watch;
    }

    /** Takes the file over soon, changed or not: what it names may have changed. */
    public void takeOver() {
        looking.execute(() -> {
            seen = content(file, seen);
            run();
        });
    }

    private void look() {
        String now = content(file, seen);
        if (!now.equals(seen)) {
            seen = now;
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

    /** A file that is being replaced may not be there for a moment. */
    private static String content(Path file, String fallback) {
        try {
            return ConfigFile.content(file);
        } catch (IOException e) {
            return fallback;
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
