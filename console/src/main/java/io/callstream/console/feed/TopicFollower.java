package io.callstream.console.feed;

import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.ReadRequestException;
import io.callstream.reader.TopicConsumers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics from some point on, for ever, on a thread of its own and without a group. Kafka away, a topic that is not there yet, or a
 * registry that does not answer only make it wait. Thread-safe.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(250);
    /** Between polls once all is read: a poll for every single record costs more than what is made of it. */
    private static final Duration BREATH = Duration.ofMillis(100);

    private static final Duration AGAIN = Duration.ofSeconds(2);
    /** Between looks at the connections, while nothing comes. */
    private static final long LOOK_NANOS = Duration.ofSeconds(2).toNanos();

    private static final long JOIN_MILLIS = 5_000;

    private final TopicConsumers consumers;
    private final FollowedTopics what;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private volatile String trouble = "the topics are being read";
    private long lookedAt = System.nanoTime();

    private TopicFollower(TopicConsumers consumers, FollowedTopics what, String name) {
        this.consumers = consumers;
        this.what = what;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Begins to read and returns at once. */
    public static TopicFollower start(TopicConsumers consumers, FollowedTopics what, String threadName) {
        TopicFollower follower = new TopicFollower(consumers, what, threadName);
        follower.thread.start();
        return follower;
    }

    /** What keeps it from reading now; empty when nothing does. */
    public String trouble() {
        return trouble;
    }

    private void run() {
        try {
            do {
                follow();
            } while (!closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumers.following()) {
            reading = consumer;
            begin(consumer);
            trouble = "";
            while (closed.getCount() > 0) {
                take(consumer, consumer.poll(POLL));
            }
        } catch (WakeupException e) {
            // close() was called
        } catch (ReadRequestException | ReadFailedException | KafkaException e) {
            told(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // one bad record must not end what everybody looks at
            log.warn("following stopped for a moment: thread={}", thread.getName(), e);
            told(e.toString());
        }
    }

    /** A consumer whose Kafka has gone polls on and says nothing. */
    private String silence(Consumer<byte[], byte[]> consumer) {
        long now = System.nanoTime();
        if (now - lookedAt < LOOK_NANOS) {
            return trouble;
        }
        lookedAt = now;
        boolean alone = consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-count")
                        && metric.metricName().group().equals("consumer-metrics"))
                .anyMatch(metric -> metric.metricValue() instanceof Number count && count.doubleValue() == 0);
        return alone ? "Kafka at " + consumers.servers() + " does not answer" : "";
    }

    private void told(String reason) {
        if (!reason.isEmpty() && !reason.equals(trouble)) {
            log.warn("topics cannot be followed now: thread={} reason={}", thread.getName(), reason);
        }
        trouble = reason;
    }

    private void begin(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> starts = what.starts(new RangePlanner(consumer, consumers.servers()));
        consumer.assign(new ArrayList<>(starts.keySet()));
        starts.forEach(consumer::seek);
    }

    private void take(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records)
            throws InterruptedException {
        Map<TopicPartition, Long> left = new HashMap<>();
        records.partitions()
                .forEach(each -> left.put(each, records.records(each).get(0).offset()));
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(records.count());
        records.forEach(all::add);
        try {
            for (ConsumerRecord<byte[], byte[]> each : all) {
                what.take(each);
                left.put(new TopicPartition(each.topic(), each.partition()), each.offset() + 1);
            }
            told(records.isEmpty() ? silence(consumer) : "");
        } catch (SchemaUnavailableException e) {
            told(String.valueOf(e.getMessage()));
            left.forEach(consumer::seek);
            closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
        boolean caughtUp = caughtUp(consumer);
        what.pause(caughtUp);
        if (caughtUp && !records.isEmpty()) {
            closed.await(BREATH.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static boolean caughtUp(Consumer<byte[], byte[]> consumer) {
        return consumer.assignment().stream()
                .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    @Override
    public void close() {
        closed.countDown();
        Consumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
