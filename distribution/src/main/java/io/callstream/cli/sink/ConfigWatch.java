package io.callstream.cli.sink;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.problem.UserError;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.SettingsException;
import io.callstream.sink.runtime.SinkRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a running sink its configuration file anew when somebody has changed it. By looking at the content: files that
 * containers mount tell nobody of their changes.
 */
final class ConfigWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConfigWatch.class);

    private final Path file;
    private final SinkRunner runner;
    private final ScheduledExecutorService looking;
    private String seen;

    private ConfigWatch(Path file, SinkRunner runner, String seen) {
        this.file = file;
        this.runner = runner;
        this.seen = seen;
        this.looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "config-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param every how long a change may go unnoticed */
    static ConfigWatch start(Path file, SinkRunner runner, Duration every) {
        ConfigWatch watch = new ConfigWatch(file, runner, content(file, ""));
        watch.looking.scheduleWithFixedDelay(watch::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        String now = content(file, seen);
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            runner.reload(Configuration.ofFile(file, Environment.system()).open(new Problems()));
        } catch (SettingsException | UserError e) {
            log.error("changed configuration not taken over, the sink goes on as it was: {}", e.getMessage());
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
