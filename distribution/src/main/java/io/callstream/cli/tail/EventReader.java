package io.callstream.cli.tail;

import io.callstream.events.EventKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.KafkaSettings;
import io.callstream.sink.CallEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Follows event topics without a consumer group, so that nobody else notices. For one thread, except {@link #stop()}.
 */
public final class EventReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final RangePlanner planner;
    private final EventDecoder decoder;

    private EventReader(TopicConsumers consumers, EventDecoder decoder) {
        this.consumer = consumers.following();
        this.planner = new RangePlanner(consumer, consumers.servers());
        this.decoder = decoder;
    }

    /** Connects lazily; see {@link #seek}. */
    public static EventReader on(KafkaSettings kafka, EventDecoder decoder) {
        return new EventReader(new TopicConsumers(kafka), decoder);
    }

    /**
     * Stands at the beginning or the end of the topics.
     *
     * @throws io.callstream.reader.ReadRequestException if there is no such topic
     * @throws io.callstream.reader.ReadFailedException if Kafka does not answer
     */
    public void seek(Collection<String> topics, boolean fromBeginning) {
        List<PartitionRange> there = topics.stream()
                .flatMap(topic -> planner.plan(topic, TimeSpan.ALL).partitions().stream())
                .toList();
        consumer.assign(there.stream().map(PartitionRange::partition).toList());
        there.forEach(range -> consumer.seek(range.partition(), fromBeginning ? range.begin() : range.end()));
    }

    /**
     * Gives events to the watcher in the order in which they happened, until {@link #stop()}.
     *
     * @param keys picks records by their key, which is the call's id
     */
    void follow(Predicate<byte[]> keys, EventWatcher watcher) {
        TimeOrder order = new TimeOrder(watcher, System::nanoTime);
        try {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                    if (keys.test(found.key())) {
                        TopicPartition from = new TopicPartition(found.topic(), found.partition());
                        read(found, event -> order.add(from, event), watcher);
                    }
                }
                order.release(behind());
            }
        } catch (WakeupException e) {
            // stop() was called: that is the end, not a failure
        }
    }

    private List<TopicPartition> behind() {
        return consumer.assignment().stream()
                .filter(partition -> consumer.currentLag(partition).orElse(1) > 0)
                .toList();
    }

    /** Ends {@link #follow}; may be called from any thread. */
    public void stop() {
        consumer.wakeup();
    }

    /** Gives the next events to the watcher, waiting for the first of them at most this long. */
    public void poll(Duration patience, EventWatcher watcher) {
        consumer.poll(patience).forEach(found -> read(found, watcher::event, watcher));
    }

    private void read(
            ConsumerRecord<byte[], byte[]> found, java.util.function.Consumer<CallEvent> events, EventWatcher watcher) {
        EventKind kind = EventKind.ofTopic(found.topic());
        try {
            events.accept(CallEvent.of(kind, decoder.decode(kind, found.value())));
        } catch (UnreadableEventException | SchemaUnavailableException e) {
            watcher.unreadable(found.topic() + "-" + found.partition() + "@" + found.offset() + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
