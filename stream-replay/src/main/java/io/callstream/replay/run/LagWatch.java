package io.callstream.replay.run;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds how far the running sink is behind, and lets the replay wait while that is too far. */
final class LagWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LagWatch.class);

    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "replay-live-lag");
        thread.setDaemon(true);
        return thread;
    });
    private final LiveLag lag;
    private final long most;
    private final Yielding pace;

    private LagWatch(LiveLag lag, long most, Yielding pace) {
        this.lag = lag;
        this.most = most;
        this.pace = pace;
    }

    static LagWatch start(LiveLag lag, long most, Yielding pace, Duration every) {
        LagWatch watch = new LagWatch(lag, most, pace);
        watch.looking.scheduleWithFixedDelay(watch::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            OptionalLong records = lag.records();
            pace.yieldTo(records.isPresent() && records.getAsLong() > most);
        } catch (RuntimeException e) {
            // An exception would end the watch, and the replay would wait for good or never.
            pace.yieldTo(false);
            log.warn("lag of the running sink not known: error={}", e.toString());
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
