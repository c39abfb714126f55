package io.callstream.analytics.sinks;

import io.callstream.reader.TopicConsumers;
import io.callstream.settings.KafkaSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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
    private final Optional<OldestWaiting> oldest;
    private final Map<String, URI> pages;
    private final HealthPages health = new HealthPages();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "analytics-sinks");
    private volatile Map<String, SinkReading> latest = Map.of();

    private SinkWatch(Admin admin, Optional<OldestWaiting> oldest, Map<String, URI> pages) {
        this.admin = admin;
        this.oldest = oldest;
        this.pages = Map.copyOf(pages);
    }

    /**
     * Begins to look.
     *
     * @param pages the health pages of sinks, by their names; of others only the lag is known
     * @param ages whether somebody asks how old the oldest record is that a sink has not delivered
     */
    public static SinkWatch start(KafkaSettings kafka, Map<String, URI> pages, boolean ages) {
        Optional<OldestWaiting> oldest =
                ages ? Optional.of(new OldestWaiting(new TopicConsumers(kafka))) : Optional.empty();
        SinkWatch watch = new SinkWatch(Admin.create(kafka.clientProperties()), oldest, pages);
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
            Map<String, List<Waiting>> waiting = new GroupPositions(admin).ask();
            Map<String, Instant> since = oldest.map(each -> each.of(waiting)).orElse(Map.of());
            waiting.forEach((sink, partitions) -> readings.put(
                    sink,
                    SinkReading.lagging(
                            partitions.stream().mapToLong(Waiting::records).sum(),
                            Optional.ofNullable(since.get(sink)))));
        } catch (ExecutionException | TimeoutException | RuntimeException e) { // looked at again soon
            log.warn("lag of sinks is not known: error={}", e.toString());
        }
        for (Map.Entry<String, URI> page : pages.entrySet()) {
            Optional<SinkReading> said = health.ask(page.getValue());
            said.ifPresent(reading ->
                    readings.merge(page.getKey(), reading, (byKafka, byPage) -> byPage.withOldest(byKafka.oldest())));
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
