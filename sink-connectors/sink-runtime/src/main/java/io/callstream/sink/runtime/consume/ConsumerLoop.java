package io.callstream.sink.runtime.consume;

import io.callstream.sink.runtime.deliver.Causes;
import io.callstream.sink.runtime.deliver.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that talks to Kafka. It never waits for a destination: when enough is under way it pauses its
 * partitions and goes on polling, so that it keeps its place in the group. Without bounds it reads until it is closed.
 */
public final class ConsumerLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration BUSY_POLL = Duration.ofMillis(20);
    private static final Duration IDLE_POLL = Duration.ofMillis(200);
    private static final Duration REPORT_EVERY = Duration.ofMillis(200);
    private static final Duration JOIN_PATIENCE = Duration.ofSeconds(10);

    /** A turn takes as much as this from the consumer, in polls of few records: each may be large, and none is known before. */
    private static final int POLLS = 400;

    private static final long POLLED_BYTES = 2L << 20;

    private final Consumer<byte[], byte[]> consumer;
    private final DeliveryPipeline pipeline;
    private final LoopSettings settings;
    private final LoopEvents events;
    private final Clock clock;

    private final KafkaWatch watch;
    private final TopicWatch topics;
    private final PartitionSource partitions;
    private final Commits commits;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private boolean reading;
    private boolean kafkaAway;
    private Instant lastReport;
    private volatile boolean complete;
    private volatile Optional<String> failure = Optional.empty();
    private final Instant begun;

    ConsumerLoop(Sources sources, Stages stages, LoopSettings settings, LoopEvents events, Clock clock) {
        this.consumer = sources.consumer();
        this.topics = sources.topics();
        this.partitions = stages.partitions();
        this.pipeline = stages.pipeline();
        this.commits = stages.commits();
        this.settings = settings;
        this.events = events;
        this.clock = clock;
        this.watch = new KafkaWatch(clock);
        this.begun = clock.instant();
        this.lastReport = Instant.MIN;
    }

    /** What a loop reads from; closed by it. */
    public record Sources(Consumer<byte[], byte[]> consumer, TopicWatch topics) {}

    /** What a loop moves records through. */
    record Stages(PartitionSource partitions, DeliveryPipeline pipeline, Commits commits) {}

    @Override
    public void run() {
        boolean interrupted = false;
        try {
            partitions.begin();
            while (!stopping.get() && !partitions.complete()) {
                turn();
            }
            stop();
            complete = partitions.complete();
        } catch (InterruptedException | InterruptException e) {
            // Cleared until the consumer is closed, which would fail otherwise.
            interrupted = Thread.interrupted() || e instanceof InterruptedException;
        } catch (KafkaException e) {
            ended(e);
        } catch (RuntimeException | Error e) {
            // A fault of ours: said with its place, and the loop is started anew rather than missed.
            log.error("sink stopped: sink={} error={}", settings.sink(), Causes.place(e));
            failed("the sink failed with " + e.getClass().getName());
        } finally {
            pipeline.close();
            topics.close();
            consumer.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What Kafka may take back by itself is waited for; the loop starts anew after both. */
    private void ended(KafkaException failure) {
        String reason = Causes.of(failure);
        if (failure instanceof RetriableException || failure.getCause() instanceof RetriableException) {
            log.warn("sink starts anew: sink={} error={}", settings.sink(), reason);
            events.trouble(Trouble.KAFKA, reason);
        } else {
            log.error("sink stopped: sink={} error={}", settings.sink(), reason);
            failed(reason);
        }
    }

    private void failed(String reason) {
        failure = Optional.of(reason);
        events.failed(reason);
    }

    /** Whether it ended because everything that was to be read has come to its end. Of a loop that has bounds. */
    public boolean complete() {
        return complete;
    }

    /** Why it ended by itself, and would again; empty while it runs, and when only time is needed. */
    public Optional<String> failure() {
        return failure;
    }

    /** How events ended so far. */
    public Tally tally() {
        return pipeline.tally();
    }

    /** Ends the loop in order, from any thread, within one poll: a wake-up could hit the last commit instead. */
    public void close() {
        stopping.set(true);
    }

    private void turn() throws InterruptedException {
        try {
            fetch();
        } catch (OffsetOutOfRangeException e) {
            partitions.outOfRange(e.offsetOutOfRangePartitions());
            commits.now();
        } catch (NoOffsetForPartitionException e) {
            partitions.withoutPosition(e.partitions());
            commits.now();
        }
        pipeline.turn();
        throttle();
        commits.sometimes();
        pipeline.failure().ifPresent(failure -> {
            // Without its message, which may hold content.
            throw new KafkaException(
                    "a delivery ended with " + failure.getClass().getName());
        });
        if (!clock.instant().isBefore(lastReport.plus(REPORT_EVERY))) {
            lastReport = clock.instant();
            report();
        }
    }

    private void fetch() throws InterruptedException {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(patience());
        for (int polls = 1; !records.isEmpty(); polls++) {
            records.forEach(this::add);
            if (polls >= POLLS || pipeline.unreadBytes() > POLLED_BYTES) {
                return;
            }
            records = consumer.poll(Duration.ZERO);
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> fetched) {
        if (partitions.wants(fetched)) {
            pipeline.add(fetched);
        }
    }

    private void report() {
        partitions.watch();
        watchKafka();
        if (!reading && partitions.joined() && !kafkaAway && lags().allMatch(OptionalLong::isPresent)) {
            reading = true;
            events.reading();
        }
        long notFetched = lags().mapToLong(lag -> lag.orElse(0)).sum();
        events.load(pipeline.load(notFetched, consumer.assignment().size()));
    }

    private void watchKafka() {
        boolean late = !partitions.joined() && begun.plus(JOIN_PATIENCE).isBefore(clock.instant());
        boolean away = watch.away(consumer) || late;
        if (away) {
            String why =
                    topics.latest().trouble().map(trouble -> ": " + trouble).orElse("");
            events.trouble(
                    Trouble.KAFKA, late ? "the sink's group has not come together" + why : "no broker answers" + why);
            reading = false;
        } else if (kafkaAway) {
            events.over(Trouble.KAFKA);
        }
        kafkaAway = away;
    }

    /** As long as only a delivery's end is of use, that is waited for instead of records. */
    private Duration patience() throws InterruptedException {
        if (pipeline.waitsForDeliveries()) {
            pipeline.awaitDelivery(BUSY_POLL);
            return Duration.ZERO;
        }
        return pipeline.isEmpty() ? IDLE_POLL : BUSY_POLL;
    }

    /** Pauses instead of growing: beyond the bound nothing more is fetched, and nothing behind what has to wait. */
    private void throttle() {
        Set<TopicPartition> assigned = consumer.assignment();
        Set<TopicPartition> wanted = new HashSet<>(pipeline.crowded() ? assigned : pipeline.behind());
        wanted.addAll(partitions.fetched());
        wanted.retainAll(assigned);
        Set<TopicPartition> paused = consumer.paused();
        if (wanted.equals(paused)) {
            return;
        }
        Set<TopicPartition> over = new HashSet<>(paused);
        over.removeAll(wanted);
        consumer.resume(over);
        consumer.pause(wanted);
    }

    private void stop() throws InterruptedException {
        pipeline.finish(settings.patience());
        commits.now();
    }

    private Stream<OptionalLong> lags() {
        return consumer.assignment().stream().map(consumer::currentLag);
    }
}
