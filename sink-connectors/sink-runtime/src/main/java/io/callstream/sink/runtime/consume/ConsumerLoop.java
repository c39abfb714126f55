package io.callstream.sink.runtime.consume;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that talks to Kafka. It never waits for a destination: when enough is under way it pauses its
 * partitions and goes on polling, so that it keeps its place in the group.
 */
public final class ConsumerLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration BUSY_POLL = Duration.ofMillis(20);
    private static final Duration IDLE_POLL = Duration.ofMillis(200);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Passage passage;
    private final LoopSettings settings;
    private final LoopEvents events;
    private final Clock clock;

    private final KafkaWatch watch;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private boolean joined;
    private boolean reading;
    private boolean kafkaAway;
    private Instant lastCommit;

    ConsumerLoop(
            Consumer<byte[], byte[]> consumer, Passage passage, LoopSettings settings, LoopEvents events, Clock clock) {
        this.consumer = consumer;
        this.passage = passage;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
        this.watch = new KafkaWatch(clock);
        this.lastCommit = clock.instant();
    }

    @Override
    public void run() {
        boolean interrupted = false;
        try {
            consumer.subscribe(settings.topics(), new Rebalancing());
            while (!stopping.get()) {
                turn();
            }
            stop();
        } catch (InterruptedException | InterruptException e) {
            // Cleared until the consumer is closed, which would fail otherwise.
            interrupted = Thread.interrupted() || e instanceof InterruptedException;
        } catch (KafkaException e) {
            log.error("sink stopped: sink={} error={}", settings.sink(), e.toString());
            events.failed(String.valueOf(e.getMessage()));
        } finally {
            passage.close();
            consumer.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the loop in order, from any thread, within one poll: a wake-up could hit the last commit instead. */
    public void close() {
        stopping.set(true);
    }

    private void turn() throws InterruptedException {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience())) {
                passage.add(record);
            }
        } catch (OffsetOutOfRangeException e) {
            gap(e.offsetOutOfRangePartitions());
        } catch (NoOffsetForPartitionException e) {
            start(e.partitions());
        }
        passage.turn();
        throttle();
        commitSometimes();
        report();
    }

    private void report() {
        passage.failure().ifPresent(failure -> {
            throw new KafkaException(
                    "a delivery ended with " + failure.getClass().getName(), failure);
        });
        watchKafka();
        if (passage.registryAway()) {
            reading = false;
        } else if (!reading && joined && !kafkaAway && lags().allMatch(OptionalLong::isPresent)) {
            reading = true;
            events.reading();
        }
        events.load(passage.load(lags().mapToLong(lag -> lag.orElse(0)).sum()));
    }

    private void watchKafka() {
        boolean away = watch.away(consumer);
        if (away && !kafkaAway) {
            events.waitingForKafka("no broker answers");
            reading = false;
        }
        kafkaAway = away;
    }

    private Duration patience() {
        return passage.isEmpty() ? IDLE_POLL : BUSY_POLL;
    }

    /** Pauses instead of growing: beyond the bound nothing more is fetched. */
    private void throttle() {
        if (passage.full()) {
            consumer.pause(consumer.assignment());
        } else if (!consumer.paused().isEmpty()) {
            consumer.resume(consumer.paused());
        }
    }

    private void commitSometimes() {
        if (clock.instant().isBefore(lastCommit.plus(COMMIT_EVERY))) {
            return;
        }
        lastCommit = clock.instant();
        Map<TopicPartition, OffsetAndMetadata> offsets = passage.committable();
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (done, error) -> {
                if (error == null) {
                    passage.committed(done);
                }
            });
        }
    }

    private void commitNow() {
        Map<TopicPartition, OffsetAndMetadata> offsets = passage.committable();
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, settings.patience());
            passage.committed(offsets);
        } catch (RetriableException | CommitFailedException | RebalanceInProgressException e) {
            log.warn("offsets not committed, events come again: sink={} error={}", settings.sink(), e.toString());
        }
    }

    private void stop() throws InterruptedException {
        passage.finish(settings.patience());
        commitNow();
    }

    /** Places the group in partitions that it has never read. */
    private void start(Collection<TopicPartition> unseen) {
        if (unseen.isEmpty()) {
            return;
        }
        if (settings.from() == StartFrom.EARLIEST) {
            consumer.seekToBeginning(unseen);
        } else {
            consumer.seekToEnd(unseen);
        }
    }

    private Stream<OptionalLong> lags() {
        return consumer.assignment().stream().map(consumer::currentLag);
    }

    /** What was to be read next is gone from the topic. Going on would lose events silently. */
    private void gap(Map<TopicPartition, Long> wanted) {
        Map<TopicPartition, Long> kept = consumer.beginningOffsets(wanted.keySet());
        Gap gap = new Gap(wanted, kept);
        String report = gap.report();
        events.gap(report, gap.records());
        log.error(
                "events are gone from the topics: sink={} gap=[{}] on_gap={}",
                settings.sink(),
                report,
                settings.goOnAfterGap() ? "continue" : "stop");
        if (!settings.goOnAfterGap()) {
            throw new KafkaException("events are gone from the topics: " + report + "; set callstream.sinks."
                    + settings.sink() + ".on_gap: continue to go on behind the gap");
        }
        consumer.seekToBeginning(wanted.keySet());
    }

    /** Hands partitions over without losing or inventing progress. On the polling thread, inside poll. */
    private final class Rebalancing implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            joined = true;
            Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(Set.copyOf(assigned));
            start(assigned.stream()
                    .filter(partition -> known.get(partition) == null)
                    .toList());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            passage.drop(revoked);
            try {
                passage.awaitSent(settings.patience());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            commitNow();
            passage.forget(revoked);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            passage.drop(lost);
            passage.forget(lost);
        }
    }
}
