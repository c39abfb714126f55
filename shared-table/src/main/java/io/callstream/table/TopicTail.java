package io.callstream.table;

import io.callstream.events.topic.TopicSpec;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.topic.TopicCreation;
import io.callstream.reader.topic.TopicMaker;
import io.callstream.settings.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows one topic on a thread of its own, from its beginning and without end, whatever Kafka does meanwhile. */
final class TopicTail {
    private static final Logger log = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final long RETRY_MILLIS = 500;

    /** Brokers hear of a new topic one after the other. */
    private static final int MADE_LOOKS = 50;

    private static final long LOOK_MILLIS = 100;
    private static final long JOIN_MILLIS = 5_000;

    private final KafkaSettings kafka;
    private final TopicConsumers consumers;
    private final TopicSpec topic;
    private final Follower follower;
    private final PendingWrites writes;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> reading;
    private volatile TableState state = TableState.READING;

    TopicTail(KafkaSettings kafka, TopicSpec topic, Follower follower, PendingWrites writes) {
        this.kafka = kafka;
        this.consumers = new TopicConsumers(kafka);
        this.topic = topic;
        this.follower = follower;
        this.writes = writes;
        this.thread = new Thread(this::run, "table-" + topic.name());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    TableState state() {
        return state;
    }

    /** Ends the thread, and waits a little for it. */
    void close() {
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

    private void run() {
        try {
            while (!closed.await(0, TimeUnit.MILLISECONDS)) {
                follow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until Kafka fails or the topic turns out to be another one. */
    private void follow() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumers.following()) {
            reading = consumer;
            if (ended()) {
                return; // before there was anybody to wake up
            }
            Map<TopicPartition, Long> next = readAll(consumer);
            state = TableState.CURRENT;
            while (!ended() && readOn(consumer, next)) {
                follower.caughtUp();
                next.forEach((partition, offset) -> writes.read(partition.partition(), offset));
            }
        } catch (WakeupException e) {
            log.debug("{} is read no further", topic.name(), e);
        } catch (KafkaException | ReadFailedException e) {
            trouble(e);
            closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            reading = null;
        }
    }

    private boolean ended() {
        return closed.getCount() == 0;
    }

    private void trouble(RuntimeException cause) {
        if (ended()) {
            return; // nobody waits for the table any more
        }
        if (state.trouble().isEmpty()) {
            log.warn("table {} cannot be read; what is known stays in use: {}", topic.name(), cause.toString());
        }
        state = state.failing("Kafka at " + kafka.bootstrapServers() + ": " + cause.getMessage());
    }

    private Map<TopicPartition, Long> readAll(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> next = new HashMap<>();
        partitions.forEach(partition -> next.put(partition, 0L));
        follower.begin();
        while (ends.entrySet().stream().anyMatch(end -> next.getOrDefault(end.getKey(), 0L) < end.getValue())) {
            consumer.poll(POLL).forEach(this::take);
            next.replaceAll((partition, offset) -> consumer.position(partition));
        }
        follower.caughtUp();
        next.forEach((partition, offset) -> writes.read(partition.partition(), offset));
        return next;
    }

    /** Whether it is the same topic still. */
    private boolean readOn(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> next) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (Map.Entry<TopicPartition, Long> each : next.entrySet()) {
            long position = consumer.position(each.getKey());
            if (position < each.getValue()) {
                log.warn("{} has been made anew, and is read from its beginning", each.getKey());
                return false;
            }
            each.setValue(position);
        }
        records.forEach(this::take);
        return !records.isEmpty() || !found(consumer).isEmpty();
    }

    /** Kafka is asked only when the client has reason to believe that something has changed. */
    private List<PartitionInfo> found(Consumer<byte[], byte[]> consumer) {
        List<PartitionInfo> found = consumer.partitionsFor(topic.name());
        return found == null ? List.of() : found;
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        List<PartitionInfo> found = found(consumer);
        if (found.isEmpty()) {
            make();
        }
        for (int i = 0; i < MADE_LOOKS && found.isEmpty() && !closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS); i++) {
            found = found(consumer);
        }
        if (found.isEmpty()) {
            throw new ReadFailedException("topic " + topic.name() + " is missing");
        }
        return found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void make() {
        if (TopicMaker.make(kafka, topic) instanceof TopicCreation.Failed failed) {
            throw new ReadFailedException(
                    "topic " + topic.name() + " is missing and cannot be made: " + failed.cause(), failed.cause());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() != null) {
            follower.record(new String(record.key(), StandardCharsets.UTF_8), record.value());
        }
    }
}
