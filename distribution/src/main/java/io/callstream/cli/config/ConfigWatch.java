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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a running service its configuration file anew when somebody has changed it. By looking at the content: files that
 * containers mount send no word of their changes. Safe for all threads.
 */
public final class ConfigWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConfigWatch.class);

    private final Path file;
    private final Supplier<String> besides;
    private final Runnable changed;
    private final ScheduledExecutorService looking;
    private String content = "";
    private String seen;

    private ConfigWatch(Path file, Supplier<String> besides, Runnable changed) {
        this.file = file;
        this.besides = besides;
        this.changed = changed;
        this.seen = now();
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
        return start(file, every, () -> "", changed);
    }

    /**
     * Looks at something else, too.
     *
     * @param besides another text when something else has changed that the file depends on
     */
    public static ConfigWatch start(Path file, Duration every, Supplier<String> besides, Runnable changed) {
        ConfigWatch watch = new ConfigWatch(file, besides, changed);
        if (!every.isZero()) {
            watch.looking.scheduleWithFixedDelay(
                    watch::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
        return watch;
    }

    /** Takes the file over soon, changed or not: what it names may have changed. */
    public void takeOver() {
        looking.execute(() -> {
            seen = now();
            run();
        });
    }

    private void look() {
        String now = now();
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
    private String now() {
        try {
            content = ConfigFile.content(file);
        } catch (IOException e) {
            log.debug("the configuration file is not there", e);
        }
        return content + '\0' + besides.get();
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
