package io.callstream.analytics.sinks;

import io.callstream.settings.KafkaSettings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the sinks again and again, on a thread of its own. */
public final class SinkWatch implements SinkReadings, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SinkWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration END = Duration.ofSeconds(10);

    private final Admin admin;
    private final Map<String, URI> pages;
    private final HealthPages health = new HealthPages();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "analytics-sinks");
    private volatile Map<String, SinkReading> latest = Map.of();

    private SinkWatch(Admin admin, Map<String, URI> pages) {
        this.admin = admin;
        this.pages = Map.copyOf(pages);
    }

    /** @param pages the health pages of sinks, by their names; of others only the lag is known */
    public static SinkWatch start(KafkaSettings kafka, Map<String, URI> pages) {
        SinkWatch watch = new SinkWatch(Admin.create(kafka.clientProperties()), pages);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    @Override
    public Map<String, SinkReading> latest() {
        return latest;
    }

    private void run() {
        try {
            do {
                latest = look();
            } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, SinkReading> look() throws InterruptedException {
        Map<String, SinkReading> readings = new HashMap<>();
        try {
            new GroupLags(admin).ask().forEach((sink, lag) -> readings.put(sink, new SinkReading(false, lag, "")));
        } catch (ExecutionException | TimeoutException | RuntimeException e) { // looked at again soon
            log.warn("lag of sinks is not known: error={}", e.toString());
        }
        for (Map.Entry<String, URI> page : pages.entrySet()) {
            Optional<SinkReading> said = health.ask(page.getValue());
            said.ifPresent(reading -> readings.put(page.getKey(), reading));
        }
        return Map.copyOf(readings);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        admin.close(END);
    }
}
